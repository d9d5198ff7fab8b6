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
export const levelOf = ({
  outbox,
  drops,
  tickets,
  enrolments,
  drawn,
  event,
  lines,
  budget,
}: Commit): Level => {
  if (drawn && drawn.length > 0) return 'shelf'
  if (tickets.length > 0 || enrolments.length > 0) return 'desk'
  if (outbox.length > 0 || (drops && drops.length > 0)) return 'outbox'
  return event || lines.length > 0 || budget.length > 0 ? 'core' : 'wake'
}

/** All but which partition it is of, and what is granted: that is known when it is sent. */
export type Encoded = { readonly before: readonly string[]; readonly moves: readonly BudgetMove[] }

/** How many there are of each: an event, lines, items, drops, tickets, enrolments, drawn, moves; '' where there is nothing. */
const countsOf = (commit: Commit): string => {
  const { event, lines, outbox, drops, tickets, enrolments, drawn, budget } = commit
  const counts = [event ? 1 : 0, lines.length, outbox.length, drops?.length ?? 0, tickets.length]
  counts.push(enrolments.length, drawn?.length ?? 0, budget.length)
  return counts.some((one) => one > 0) ? counts.join(' ') : ''
}

/** `line`: the shopper's last line so far, as it was seen; where it is another one by now, the script puts it right. */
export const encodeCommit = (commit: Commit, line: number): Encoded => {
  const { shopper, expects, at, journal, event } = commit
  const [id, quoted] = [JSON.stringify(text(commit.id, 'id')), JSON.stringify(text(shopper, 'shopper'))]
  const version = `${Number(numberOf(expects, 'expected version')) + 1}`
  const head = `${version} ${line + commit.lines.length} `
  const key = JSON.stringify(text(commit.key, 'key'))
  const before = [
    ...[id, `${expects}`, shopper, orNone(commit.due, 'due'), numberOf(at, 'time')],
    `${version} ${at} ${shopper}`,
    entryDigest(text(journal, 'journal')),
    `${line}`,
    `${head}${id} ${key}\n${text(commit.document, 'document')}`,
    journal,
    countsOf(commit),
  ]
  if (event) {
    const digest = JSON.stringify(text(event.digest, 'digest'))
    const eventAt = numberOf(event.at, 'event time')
    before.push(
      ...[text(event.id, 'event id'), eventAt, digest],
      `${eventAt} ${head}${digest} ${id} ${quoted}\n${text(event.reply, 'reply')}`,
    )
  }
  for (const one of commit.lines) before.push(JSON.stringify(one))
  for (const item of commit.outbox) before.push(...itemArgs(item))
  for (const { channel, why } of commit.drops ?? []) before.push(channel ?? '', text(why, 'reason'))
  for (const ticket of commit.tickets)
    before.push(
      text(ticket.id, 'ticket id'),
      text(ticket.shopper, 'ticket shopper'),
      ticket.open ? '1' : '0',
      numberOf(ticket.at, 'ticket time'),
      text(ticket.row, 'ticket row'),
    )
  for (const { id: name, row } of commit.enrolments)
    before.push(text(name, 'enrolment id'), text(row, 'enrolment row'))
  for (const { hmac, id: code } of commit.drawn ?? []) before.push(text(hmac, 'hmac'), text(code, 'code id'))
  for (const move of commit.budget) moveArgs(move, NO_GRANTS)
  return { before, moves: commit.budget }
}

const MOVE = 8

export const pushCommit = (
  args: string[],
  index: number,
  { before, moves }: Encoded,
  grants: Grants,
): void => {
  args.push(`${1 + before.length + MOVE * moves.length}`, `${index}`)
  for (const one of before) args.push(one)
  for (const move of moves) args.push(...moveArgs(move, grants))
}
