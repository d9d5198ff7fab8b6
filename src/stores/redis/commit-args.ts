// A commit as the strings that lua/commit.lua takes. Whatever is broken in it fails here, before anything is sent.
import type { OutboxItem } from '../../ports/outbox.ts'
import type { BudgetMove, Commit } from '../../ports/store.ts'
import { entryDigest } from './chain.ts'
import type { Level } from './keys.ts'

/** What the home of a budget granted. `permit`: it looked at this very commit. */
export type Grant = {
  readonly number: string
  readonly amount: string
  readonly label: string
  readonly permit: boolean
}
export type Grants = ReadonlyMap<string, Grant>

export const NO_GRANTS: Grants = new Map()

const text = (what: unknown, name: string): string => {
  if (typeof what !== 'string') throw new TypeError(`a commit's ${name} is no text`)
  return what
}

const numberOf = (what: number, name: string): string => {
  if (!Number.isSafeInteger(what)) throw new TypeError(`a commit's ${name} is no whole number: ${what}`)
  return `${what}`
}

const orNone = (what: number | null, name: string): string => (what === null ? '' : numberOf(what, name))

const itemArgs = (item: OutboxItem): string[] => [
  text(item.id, 'item id'),
  text(item.lane, 'lane'),
  item.kind,
  text(item.payload, 'payload'),
  text(item.shopper, 'item shopper'),
  `${item.rank}`,
  numberOf(item.due, 'item due'),
  orNone(item.lapses, 'item lapses'),
  item.after ?? '',
]

const moveArgs = ({ budget, reserved, spent, ceiling }: BudgetMove, grants: Grants): string[] => {
  const grant = grants.get(budget)
  return [
    text(budget, 'budget'),
    numberOf(reserved, 'reserved'),
    numberOf(spent, 'spent'),
    ceiling === undefined ? '' : numberOf(ceiling, 'ceiling'),
    ...(grant ? [grant.number, grant.amount, grant.label, grant.permit ? '1' : ''] : ['', '', '', '']),
  ]
}

/** Which of a partition's keys it touches. */
export const levelOf = ({ outbox, drops, tickets, enrolments, drawn }: Commit): Level => {
  if (drawn && drawn.length > 0) return 'shelf'
  if (tickets.length > 0 || enrolments.length > 0) return 'desk'
  return outbox.length > 0 || (drops && drops.length > 0) ? 'outbox' : 'core'
}

/** All but which partition it is of, and what is granted: that is known when it is sent. */
export type Encoded = { readonly before: readonly string[]; readonly moves: readonly BudgetMove[] }

export const encodeCommit = (commit: Commit): Encoded => {
  const { id, shopper, expects, document, key, due, at, journal, event } = commit
  const before = [
    JSON.stringify(text(id, 'id')),
    numberOf(expects, 'expected version'),
    text(document, 'document'),
    JSON.stringify(text(key, 'key')),
    text(shopper, 'shopper'),
    orNone(due, 'due'),
    numberOf(at, 'time'),
    text(journal, 'journal'),
    entryDigest(journal),
    JSON.stringify(shopper),
  ]
  if (event)
    before.push(
      '1',
      text(event.id, 'event id'),
      numberOf(event.at, 'event time'),
      JSON.stringify(text(event.digest, 'digest')),
      text(event.reply, 'reply'),
    )
  else before.push('0')
  before.push(`${commit.lines.length}`)
  for (const line of commit.lines) before.push(JSON.stringify(line))
  before.push(`${commit.outbox.length}`)
  for (const item of commit.outbox) before.push(...itemArgs(item))
  before.push(`${commit.drops?.length ?? 0}`)
  for (const { channel, why } of commit.drops ?? []) before.push(channel ?? '', text(why, 'reason'))
  before.push(`${commit.tickets.length}`)
  for (const ticket of commit.tickets)
    before.push(
      text(ticket.id, 'ticket id'),
      text(ticket.shopper, 'ticket shopper'),
      ticket.open ? '1' : '0',
      numberOf(ticket.at, 'ticket time'),
      text(ticket.row, 'ticket row'),
    )
  before.push(`${commit.enrolments.length}`)
  for (const { id: name, row } of commit.enrolments)
    before.push(text(name, 'enrolment id'), text(row, 'enrolment row'))
  before.push(`${commit.drawn?.length ?? 0}`)
  for (const { hmac, id: code } of commit.drawn ?? []) before.push(text(hmac, 'hmac'), text(code, 'code id'))
  for (const move of commit.budget) moveArgs(move, NO_GRANTS)
  return { before, moves: commit.budget }
}

export const pushCommit = (
  args: string[],
  index: number,
  { before, moves }: Encoded,
  grants: Grants,
): void => {
  args.push(`${index}`)
  for (const one of before) args.push(one)
  args.push(`${moves.length}`)
  for (const move of moves) args.push(...moveArgs(move, grants))
}
