// What an event tells of hesitation, taken into the shopper's document; flows that ask for the level start on it.
import { cartCount } from '../cart/cart.ts'
import { change, type Draft } from '../draft.ts'
import type { Event, EventKind } from '../event.ts'
import type { Flow } from '../rulebook.ts'
import { fire } from '../start.ts'
import { type Hesitation, isOver, opened, standing, stayed, withSign } from './hesitation.ts'
import { isSamePage, signsOfLook } from './looking.ts'
import { isPageKind, type PageKind } from './page-kinds.ts'
import { SIGN_TABLE, type SignName } from './table.ts'

type Look = { readonly kind: PageKind | null; readonly item?: string; readonly step?: number }
type Noted = { readonly next: Hesitation; readonly signs: readonly SignName[] }

const lookIn = (event: Event): Look | null => {
  if (event.kind !== 'viewed') return null
  const { item, category, page = '', step } = event
  if (item !== undefined) return { kind: 'product', item }
  const kind = isPageKind(page) ? page : category !== undefined && page === '' ? 'list' : null
  return { kind, ...(step !== undefined && { step }) }
}

const looked = (known: Hesitation, look: Look): Noted => {
  const signs = signsOfLook(known, look)
  return { next: isSamePage(known.page, look) ? known : opened(known, look), signs }
}

/** `cart_line_removed` is told beside the removal itself, and counted there. */
const signOf = (sign: string): readonly SignName[] => {
  if (sign === 'cart_line_removed') return []
  return [Object.hasOwn(SIGN_TABLE, sign) ? (sign as SignName) : 'other_sign']
}

/** A page that nobody told of is opened first; then its time is known. */
const left = (known: Hesitation, kind: PageKind | null, seconds: number): Noted => {
  const look = { kind }
  const isOpen = kind === null || known.page?.kind === kind
  const { next, signs } = isOpen ? { next: known, signs: [] } : looked(known, look)
  // No longer than since it was opened: the page's word is bounded by our clock.
  const since = next.page?.since ?? known.at
  const most = isOpen ? (known.at - since) / 1000 : seconds
  return { next: stayed(next, Math.min(seconds, most)), signs }
}

const noted = (known: Hesitation, draft: Draft, before: number): Noted | null => {
  const { event, shopper } = draft
  switch (event.kind) {
    case 'viewed':
      return looked(known, lookIn(event)!)
    case 'page_left':
      return left(
        known,
        event.page !== undefined && isPageKind(event.page) ? event.page : null,
        event.seconds,
      )
    case 'hesitated':
      return { next: known, signs: signOf(event.sign) }
    case 'cart_changed': {
      const { page = '' } = event
      const { next, signs } = isPageKind(page) ? looked(known, { kind: page }) : { next: known, signs: [] }
      const isLess = cartCount(shopper.cart?.lines ?? []) < before
      return { next, signs: isLess ? [...signs, 'cart_line_removed'] : signs }
    }
    case 'item_saved':
      return { next: known, signs: event.saved ? ['saved_for_later'] : [] }
    default:
      return null
  }
}

/** Asks its `when` for hesitation? Others start on the shop's own signs only, as they always did. */
const asksLevel = ({ start }: Flow): boolean =>
  start.when?.asks.some((path) => path.startsWith('hesitation.')) ?? false

/** Events that may show it, or that nobody hesitates. */
const SHOWS: ReadonlySet<EventKind> = new Set([
  'viewed',
  'page_left',
  'hesitated',
  'cart_changed',
  'item_saved',
])

/** `before`: pieces in the cart as they were. To be called when the event itself has been taken in. */
export const noteHesitation = (draft: Draft, before: number): void => {
  const { event, shopper } = draft
  if (event.kind === 'order_completed') {
    if (shopper.hesitation) change(draft, { hesitation: null })
    return
  }
  if (!SHOWS.has(event.kind)) return
  const known = standing(shopper.hesitation, event, shopper.cart !== null)
  const news = noted(known, draft, before)
  // A page that was left long ago says nothing of a new visit.
  if (!news || (event.kind === 'page_left' && (!shopper.hesitation || isOver(shopper.hesitation, event.at))))
    return
  const hesitation = news.signs.reduce(withSign, news.next)
  change(draft, { hesitation })
  if (event.kind === 'hesitated') return
  for (const sign of news.signs) fire(draft, 'hesitation', { sign }, asksLevel)
}
