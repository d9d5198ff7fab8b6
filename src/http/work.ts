// What kind of work a route asks for, so that the gate knows who goes first. A route that is not of /v1, the desk or a hook
// costs next to nothing and is always let in.
import type { Work } from '../ports/gate.ts'

const MONEY = /^\/v1\/(validations|redemptions|locks|points)\b/
const CALLS = /^\/v1\/(track|identify|page|screen|group|alias|batch|import|[tipsgab])$/
const PEOPLE = /^\/(v1\/(links|visitors|push|carts|chat|shoppers|referral|signals)\b|hooks\/|confirm\/|c\/)/
/** Each of these reads much, or writes much. */
const MUCH = /^\/(v1|desk\/api)\/(reports|digests|catalogue|audit)\b/

/** null: it is let in whatever else there is to do. `trust`: the shop's own server is believed, a page is not. */
export const workOf = (path: string, trust: 'hint' | 'fact' | null): Work | null => {
  if (MUCH.test(path)) return 'looks'
  // Whoever has not the key has no business there, and takes nobody's place.
  if (MONEY.test(path)) return trust === 'fact' ? 'money' : 'looks'
  if (CALLS.test(path)) return trust === 'fact' ? 'talk' : 'looks'
  if (path.startsWith('/desk/api/')) return 'agents'
  if (PEOPLE.test(path)) return 'talk'
  return path.startsWith('/v1/') ? 'looks' : null
}
