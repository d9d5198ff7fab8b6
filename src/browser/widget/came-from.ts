// Where this shopper came from: the first address within 30 days that says so. Segment's shape, as hints carry it.
import type { Kept } from './kept.ts'

export type Context = {
  readonly campaign?: { readonly source?: string; readonly medium?: string; readonly name?: string }
  readonly page?: { readonly referrer: string }
}

const KEEP = 30 * 86_400_000
const LONGEST = 100

const readKept = (text: string | null, now: number): Context | null => {
  try {
    const { at, ...context } = JSON.parse(text ?? '{}')
    // Anything may stand in a page's storage; where this throws, it is none of ours.
    return at > now - KEEP && sourceOf(context) !== '' ? context : null
  } catch {
    return null
  }
}

/** UTM parameters, and the page before where it is another site's: no more of it than its origin. */
const readPage = (): Context => {
  const asked = new URLSearchParams(location.search)
  const utm = (name: string, as = name): object => {
    const value = asked.get(`utm_${name}`)?.slice(0, LONGEST).trim()
    return value ? { [as]: value } : {}
  }
  const campaign = { ...utm('source'), ...utm('medium'), ...utm('campaign', 'name') }
  // An app that opens the page names itself by an address of another kind, which has no origin.
  const before = /^http/.test(document.referrer) ? new URL(document.referrer) : null
  const foreign = before && before.host !== location.host
  return {
    ...(Object.keys(campaign).length > 0 && { campaign }),
    ...(foreign && { page: { referrer: `${before.origin}/` } }),
  }
}

export const cameFrom = (kept: Kept): Context => {
  const known = readKept(kept.get('from'), Date.now())
  if (known) return known
  const context = readPage()
  if (Object.keys(context).length > 0) kept.put('from', JSON.stringify({ at: Date.now(), ...context }))
  return context
}

/** In one word, for the chat's hello. */
export const sourceOf = ({ campaign, page }: Context): string | undefined =>
  campaign?.source?.trim() ?? (page && new URL(page.referrer).host.slice(0, LONGEST))
