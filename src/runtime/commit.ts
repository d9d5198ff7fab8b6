// A decision as one commit: document, wake-up, outbox, lines, tickets, rows, budget, journal.

import { isUndecided } from '../core/agents/ticket.ts'
import type { Decision } from '../core/decide.ts'
import type { Effect } from '../core/effect.ts'
import type { Event } from '../core/event.ts'
import type { KeptBack } from '../core/kept-back.ts'
import type { Rulebooks } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import type { DrawnCode } from '../ports/pools.ts'
import type { BudgetMove, Commit, Drop, SeenEvent, Stored } from '../ports/store.ts'
import { besideText } from './beside-text.ts'
import { didOf } from './did.ts'
import type { EngineParts } from './engine-parts.ts'
import { itemBehind } from './join-item.ts'
import { journalEntry } from './journal.ts'
import { keptOf } from './kept-documents.ts'
import type { ReferPayload, TicketPayload } from './payload.ts'
import { referralToken } from './referral-token.ts'
import { strikeItem } from './strike-item.ts'
import { itemOf, type Line, langOf, lineOf } from './words.ts'

type Say = Extract<Effect, { kind: 'say' }>
type Decided = Extract<Decision, { kind: 'decided' }>

/** What a model made of an effect's words. */
export type Phrased = ReadonlyMap<Say, string>

type Turn = {
  readonly stored: Stored
  /** The shopper as it was decided on. */
  readonly before: Shopper
  readonly event: Event
  readonly decided: Decided
  readonly rulebooks: Rulebooks
  readonly seen: SeenEvent | null
  /** Of somebody who is taken in. */
  readonly lines: readonly Line[]
  /** What is said in other words than the rulebook's. */
  readonly phrased?: Phrased
  /** Words of what is said that are codes of a pool, in their plain form. */
  readonly known?: ReadonlySet<string>
}

/** The shopper's own word in its text: signed here, since core has no key. */
export const withReferral = (say: Say, { seal }: EngineParts, shopper: string): Say => {
  const { text } = say.message
  const args = { ...text.args, referral: referralToken(seal, shopper) }
  return { ...say, message: { ...say.message, text: { ...text, args } } }
}

/** For agents: what was not said, and why. */
const noteOf = ({ what, unbacked }: KeptBack, at: number): Line => ({
  ...{ at, who: 'note', text: '' },
  did: { act: 'kept_back', what, unbacked },
})

/** They come in by the very commit that takes their shopper in, and by no repeat of it. */
const isJoin = (effect: Decided['effects'][number]): boolean =>
  effect.kind === 'line' && effect.did?.act === 'joined'

/** Of messages that are one, those behind the first wait until it was taken. */
const createUnits = () => {
  const leads = new Map<string, string>()
  return {
    after: ({ unit }: Say, item: string): string | null => {
      if (!unit) return null
      if (unit.lead) leads.set(unit.id, item)
      return unit.lead ? null : (leads.get(unit.id) ?? null)
    },
  }
}

/**
 * Two processes that were handed the same event at once decide apart, each with codes of its own: what the other one has
 * committed is a repeat to this one, not its own commit with the answer lost.
 */
const idOf = (parts: EngineParts, { stored, event, decided }: Turn): string =>
  `${decided.shopper.id}.${stored.version + 1}.${event.id}.${holderMark(parts)}`

const marks = new WeakMap<EngineParts, string>()
/** The same for every commit of this process. */
const holderMark = (parts: EngineParts): string => {
  const mark = marks.get(parts) ?? parts.seal.hmac('id', parts.holder).slice(0, 6)
  marks.set(parts, mark)
  return mark
}

/** Everything that one turn writes. Item ids come from the commit's, so that a repeat sends under the same key. */
export const commitOf = (parts: EngineParts, turn: Turn): Commit => {
  const { stored, event, decided, rulebooks, seen } = turn
  const { shopper, effects } = decided
  const id = idOf(parts, turn)
  const at = event.received
  const units = createUnits()
  const lines: Line[] = effects.some(isJoin) ? [...turn.lines] : []
  const outbox: OutboxItem[] = []
  const tickets: Commit['tickets'][number][] = []
  const enrolments: Commit['enrolments'][number][] = []
  const budget: BudgetMove[] = []
  const drawn: DrawnCode[] = []
  const atDesk = event.kind === 'agent' && event.desk !== undefined ? { desk: event.desk } : {}
  const drops: Drop[] = []
  for (const effect of effects) {
    const item = `${id}.${outbox.length}`
    switch (effect.kind) {
      case 'say': {
        const said = withReferral(effect, parts, shopper.id)
        const kept: KeptBack[] = []
        const guarding = {
          isKnown: (plain: string) => turn.known?.has(plain) ?? false,
          tell: (one: KeptBack) => void kept.push(one),
        }
        const line = lineOf(said, shopper, rulebooks, at, turn.phrased?.get(effect), guarding)
        // What goes out by another channel stands in the talk already.
        if (!effect.tried && !effect.unlined)
          lines.push(line.who === 'agent' ? { ...line, item, ...atDesk } : line)
        lines.push(...kept.map((one) => noteOf(one, at)))
        if (line.who !== 'note')
          outbox.push({
            ...itemOf(
              ...([item, effect, line, shopper.id, at, langOf(shopper, rulebooks.now)] as const),
              besideText(said, shopper, rulebooks, guarding),
            ),
            after: units.after(effect, item),
          })
        break
      }
      case 'line':
        lines.push({
          ...{ at, who: effect.who, text: effect.text },
          ...(effect.by && { by: effect.by }),
          ...(effect.did && { did: effect.did }),
          ...(effect.echo !== undefined && { echo: effect.echo }),
          ...(effect.by && !effect.did && atDesk),
          ...(effect.attachments && { attachments: effect.attachments }),
        })
        break
      case 'ticket': {
        const { ticket } = effect
        tickets.push({
          id: ticket.id,
          shopper: shopper.id,
          open: isUndecided(ticket),
          at,
          row: JSON.stringify(ticket),
        })
        for (const [n, desk] of parts.desks.entries()) {
          const payload: TicketPayload = { desk: desk.name, ticket }
          outbox.push({
            id: `${item}.${n}`,
            lane: `ticket:${desk.name}:${ticket.id}`,
            kind: 'ticket',
            payload: JSON.stringify(payload),
            shopper: shopper.id,
            rank: 0,
            due: at,
            lapses: null,
            after: null,
          })
        }
        break
      }
      case 'enrolment':
        enrolments.push({ id: effect.row.id, row: JSON.stringify(effect.row) })
        break
      case 'budget': {
        const { kind: _, ...move } = effect
        budget.push(move)
        break
      }
      case 'code':
        // The claim is the code's entry; storefronts that want codes pushed get an outbox item here.
        if (effect.pool) drawn.push({ hmac: effect.hmac, id: effect.id })
        break
      case 'refer': {
        const { to, friend } = effect
        const payload: ReferPayload = { to, friend }
        outbox.push({
          ...{ id: item, lane: `refer:${to}`, kind: 'refer', payload: JSON.stringify(payload) },
          ...{ shopper: shopper.id, rank: 1, due: at, lapses: null, after: null },
        })
        break
      }
      case 'strike':
        outbox.push(strikeItem(item, effect, shopper.id, at, langOf(shopper, rulebooks.now)))
        break
      case 'join':
      case 'leave':
        outbox.push(itemBehind(item, effect, shopper.id, at))
        break
      case 'first_order':
        // Claimed before.
        break
      case 'drop':
        drops.push({ why: effect.why, ...(effect.channel !== undefined && { channel: effect.channel }) })
        break
    }
  }
  const key = stored.key ?? parts.seal.newKey()
  const did = didOf(effects, turn.before, shopper)
  return {
    id,
    shopper: shopper.id,
    expects: stored.version,
    document: keptOf(parts.store).write(shopper),
    key,
    event: seen,
    due: decided.due,
    outbox,
    lines,
    tickets,
    enrolments,
    budget,
    ...(drawn.length > 0 && { drawn }),
    ...(drops.length > 0 && { drops }),
    journal: journalEntry(event, rulebooks.now.hash, did, key, parts.seal),
    at,
  }
}
