// What is known of a shopper's device, region and source: the shop's word first, then what doors saw.
import type { Seen } from './event.ts'
import type { Shopper } from './shopper.ts'

export const SEEN = ['device', 'region', 'source'] as const

/** Device, region and source: the shop's word where there is one, else what doors saw. */
export const seenOf = ({ traits, seen }: Shopper): Seen => {
  const known = SEEN.flatMap((name) => {
    const value = traits[name] ?? seen?.[name]
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(known)
}
