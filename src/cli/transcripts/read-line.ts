// One line of a transcript, read: its kind and its value, or what is wrong with them. Knows no places and plays nothing.
import { LINES, type Line, type LineKind } from './transcript.ts'
import { unknownName, type Wrong } from './wrong.ts'

/** How each kind is written; shown where a line cannot be read. */
const EXAMPLES: Readonly<Record<LineKind, string>> = {
  shopper: 'words, or a list of the pieces they come in',
  press: 'the id of a button, such as price',
  opens_chat: 'opens_chat: true',
  views: 'the name of an item',
  adds: 'a sum, { item: shoes, price: 1200 }, or a list of these',
  removes: 'the name of an item',
  saves: 'a sum, or { item: shoes, price: 1200 }',
  hesitates: 'the sign of it, such as exit_intent',
  orders: 'a sum, or { total: 1200, code: true }',
  redeems: 'the sum of an order',
  cancels: 'cancels: order',
  signs_in: 'signs_in: true',
  subscribes: 'subscribes: true',
  does: 'the name of an action, such as review',
  is: 'traits such as { name: Ira, birthday: 11-27 }',
  points_added: 'a whole number',
  points_expiring: '{ points: 120, in: 10d }',
  agent:
    '{ approve: OFFER }, { decline: why }, { take_over: true }, { hand_back: true }, { close: true }, { send: words }, { note: words }, { issue: OFFER, campaign: FLOW } or { revoke: why }, each with a name where it matters',
  after: 'a duration such as 45m, 12h or 7d',
  at: 'a time such as 2026-11-23 10:00',
  bot: 'words, the key of a text, nothing, or { text: words, choices: [ids], code: OFFER, shows: cart }',
  ticket: 'the reason of the open ticket, or none, approved, declined, taken, closed, expired',
  code: 'none, issued, redeemed, expired or revoked',
  codes: 'how many codes were issued so far',
  refused: 'why, such as taken or minimum',
  noted: 'words of what is noted with the latest code, such as rung 2 of comeback',
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
