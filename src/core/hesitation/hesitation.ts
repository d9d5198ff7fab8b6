// What a shopper's document keeps of a visit: the signs seen, the page that is open, looks and time by kind of page.
// Small and bounded; a new visit begins anew.
import type { Event, Looked } from '../event.ts'
import { MINUTE } from '../time/local-time.ts'
import { added, faded, type SeenSigns } from './level.ts'
import { type Head, headOf, type PageKind } from './page-kinds.ts'
import { LONG, type SignName } from './table.ts'

/** Looks and whole seconds. */
export type Tally = readonly [looks: number, seconds: number]

/** The page that is open; `since` null: its time was told already. */
export type OpenPage = {
  readonly kind: PageKind | null
  readonly since: number | null
  readonly item?: string
  readonly step?: number
}

export type Hesitation = {
  /** Up to when the signs have faded, ms since 1970; the latest of the visit. */
  readonly at: number
  readonly seen: SeenSigns
  readonly page?: OpenPage
  /** Kinds of pages that were looked at in this visit, and goods, the latest last. */
  readonly kinds?: readonly PageKind[]
  readonly items?: readonly string[]
  readonly tally: Readonly<Partial<Record<Head, Tally>>>
}

/** As visits are counted (time/visits.ts). */
const VISIT = 30 * MINUTE
/** Nobody reads one page for longer: the page stood open. */
const LONGEST = 10 * 60
const MOST_ITEMS = 8
const MOST_LOOKS = 9999

export const isOver = ({ at }: Pick<Hesitation, 'at'>, now: number): boolean => now - at > VISIT

/** Looks of this visit from before there was a shopper: of what, nobody knows; most are of goods. */
const before = (looked: readonly Looked[], now: number): Hesitation['tally'] => {
  const here = looked.filter(({ last }) => now - last <= VISIT)
  if (here.length === 0) return {}
  const views = here.reduce((all, one) => all + one.views, 0)
  const seconds = here.reduce((all, { first, last }) => all + Math.min(VISIT, last - first) / 1000, 0)
  return { goods: [Math.min(MOST_LOOKS, views), Math.round(seconds)] }
}

/** As it stands at the event: faded, or anew where the visit is a new one. `withCart`: there is something to come back to. */
export const standing = (
  known: Hesitation | null | undefined,
  event: Pick<Event, 'at' | 'looked'>,
  withCart: boolean,
): Hesitation => {
  if (known && !isOver(known, event.at)) {
    const at = Math.max(known.at, event.at)
    return { ...known, at, seen: faded(known.seen, at - known.at) }
  }
  const seen = known && withCart ? added({}, 'came_back_to_cart') : {}
  return { at: event.at, seen, tally: before(event.looked ?? [], event.at) }
}

export const withSign = (one: Hesitation, name: SignName): Hesitation => ({
  ...one,
  seen: added(one.seen, name),
})

const tallied = (one: Hesitation, kind: PageKind | null, looks: number, seconds: number): Hesitation => {
  const head = headOf(kind)
  const [had, stayed] = one.tally[head] ?? [0, 0]
  const now: Tally = [Math.min(MOST_LOOKS, had + looks), Math.min(86_400, stayed + Math.round(seconds))]
  return { ...one, tally: { ...one.tally, [head]: now } }
}

const LONG_SIGNS = { product: 'long_product', cart: 'long_cart', checkout: 'long_checkout' } as const

const isLong = (kind: PageKind | null): kind is keyof typeof LONG =>
  kind !== null && Object.hasOwn(LONG, kind)

/** The open page was looked at for so long; told once. */
export const stayed = (one: Hesitation, seconds: number): Hesitation => {
  const { page } = one
  if (!page || page.since === null) return one
  const time = Math.min(LONGEST, Math.max(0, seconds))
  const told = tallied({ ...one, page: { ...page, since: null } }, page.kind, 0, time)
  return isLong(page.kind) && time >= LONG[page.kind] ? withSign(told, LONG_SIGNS[page.kind]) : told
}

/** Another page is open from now on; the one before was open until then. */
export const opened = (one: Hesitation, { kind, item, step }: Omit<OpenPage, 'since'>): Hesitation => {
  const since = one.page?.since ?? one.at
  const left = stayed(one, (one.at - since) / 1000)
  const kinds = kind === null ? left.kinds : [...(left.kinds ?? []).filter((other) => other !== kind), kind]
  const others = (left.items ?? []).filter((other) => other !== item)
  const items = item === undefined ? left.items : [...others, item].slice(-MOST_ITEMS)
  return tallied(
    {
      ...left,
      page: { kind, since: one.at, ...(item !== undefined && { item }), ...(step !== undefined && { step }) },
      ...(kinds && { kinds }),
      ...(items && { items }),
    },
    kind,
    1,
    0,
  )
}
