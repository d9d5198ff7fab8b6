// One line of a transcript, read: its kind and its value, or what is wrong with them. Knows no places and plays nothing.
import { LINES, type Line, type LineKind } from './transcript.ts'
import { unknownName, type Wrong } from './wrong.ts'

/** How each kind is written; shown where a line cannot be read. */
const EXAMPLES: Readonly<Record<LineKind, string>> = {
  shopper: 'words, or a list of the pieces they come in',
  press: 'the id of a button, such as price',
  opens_chat: 'opens_chat: true',
  opens_link: 'the name of a flow with start: { on: link }',
  goes_to: 'the name of a channel, such as telegram',
  views: 'the name of an item',
  looks_at: 'a kind of page such as delivery, or { page: delivery, for: 40s }',
  adds: 'a sum, { item: shoes, price: 1200 }, or a list of these',
  removes: 'the name of an item',
  saves: 'a sum, or { item: shoes, price: 1200 }',
  hesitates: 'the sign of it, such as exit_intent',
  orders: 'a sum, or { total: 1200, code: true } with true or the name of an offer',
  redeems: 'the sum of an order, or { total: 1200, code: OFFER, order: id }',
  cancels: 'cancels: order',
  order_is: 'shipped, delivered, late or returned',
  complaint: 'opened or closed',
  signs_in: 'signs_in: true',
  subscribes: 'subscribes: true',
  does: 'the name of an action, such as review, or { action: review, about: mug }',
  types: '{ code: AUTUMN26, total: 1200 }',
  stranger: '{ types: "{code}", total: 1200 }',
  spends: 'points, or { points: 50, order: A-1 }',
  friend: 'comes, cancels, { orders: 1200 } or { is: { phone: "+380501234567" } }',
  is: 'traits such as { name: Ira, birthday: 11-27 }',
  points_added: 'a whole number',
  points_expiring: '{ points: 120, in: 10d }',
  signals: '{ warehouse_load: 0.9, sales_volume: 0.5, for: 4h }, one of them at least',
  catalogue: '{ item: shoes, price: 1200, category: shoes, stock: 3, related: [laces] }, or a list of these',
  agent:
    '{ approve: OFFER }, { decline: why }, { take_over: true }, { hand_back: true }, { close: true }, { send: words }, { note: words }, { issue: OFFER, campaign: FLOW } or { revoke: why }, each with a name where it matters',
  after: 'a duration such as 45m, 12h or 7d',
  at: 'a time such as 2026-11-23 10:00',
  bot: 'words, the key of a text, nothing, or { text: words, choices: [ids], code: OFFER, terms: words, shows: cart, by: channel }',
  ticket: 'the reason of the open ticket, or none, approved, declined, taken, closed, expired',
  said: 'nothing, or { quantity: 20, sum: 1500 UAH, percent: 10, by: 2026-11-27, item: mug }, some of them',
  suggests: 'the name of an offer, or none',
  code: 'none, issued, redeemed, expired or revoked; or of each offer: { OFFER: redeemed }',
  codes: 'how many codes were issued so far',
  points: 'a whole number',
  refused: 'why, such as taken or minimum',
  audience: 'the name of an audience, or none',
  hesitation: '{ at_least: 0.6, below: 0.9, reason: shipping_cost, says: words }, one of them at least',
  took_off: 'a sum such as 375, or 0 for points',
  noted: 'words of what is noted with the latest code, such as rung 2 of comeback',
  why: 'words of the sentence why the latest code was given',
  goal: 'met or open; or of each campaign: { FLOW: met }',
}

type Issue = {
  readonly code: string
  readonly keys?: readonly string[]
  readonly errors?: readonly Issue[][]
}

/** The first key that no shape of the value knows. */
const strayKey = (issues: readonly Issue[]): string | undefined => {
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') return issue.keys?.[0]
    const inner = issue.errors?.map((each) => strayKey(each)) ?? []
    // A key that one shape knows is no stray one.
    if (inner.length > 0 && inner.every((key) => key === undefined || key === inner.at(-1)))
      return inner.at(-1)
  }
  return undefined
}

export const readLine = (kind: string, value: unknown): Line | Wrong => {
  if (!Object.hasOwn(LINES, kind)) return unknownName(`unknown line "${kind}"`, kind, Object.keys(LINES))
  const known = kind as LineKind
  const read = LINES[known].safeParse(value)
  if (read.success) return { kind: known, value: read.data } as Line
  const stray = strayKey(read.error.issues as readonly Issue[])
  const message = stray ? `${kind}: unknown key "${stray}"` : `${kind} cannot be ${JSON.stringify(value)}`
  // Within { } a comma ends a text.
  const hint = stray?.includes(' ') ? 'quotes around a text with a comma' : undefined
  return { message, expected: EXAMPLES[known], ...(hint && { hint }) }
}
