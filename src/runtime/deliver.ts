// One outbox item, delivered: puts a code's text in, sends, settles. A failing item is retried, then parked where an
// agent sees it. Knows channels and desks only by their ports, and nothing of what else is on its way.

import type { Address, EventOf, SayAgain, Stamp } from '../core/event.ts'
import { DeliveryError } from '../ports/channel.ts'
import type { LeasedItem, Settlement } from '../ports/outbox.ts'
import type { EngineParts } from './engine-parts.ts'
import { createGiveUp } from './give-up.ts'
import type { JoinBehind } from './joins.ts'
import { createNotNow } from './may-leave.ts'
import type { JoinPayload, MessagePayload, ReferPayload, StrikePayload, TicketPayload } from './payload.ts'
import { putOffText, readPutOff } from './put-off.ts'
import type { Refer } from './referral.ts'
import { createUnseal } from './unseal.ts'
import type { Entry, Ways } from './ways.ts'

/** Tries before an item is parked, and the waits between them, ms: doubled each time up to the longest. */
const ATTEMPTS = 8
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 10 * 60_000
/** Whoever asks us to wait is waited for, and tried this much longer. */
const PATIENT_ATTEMPTS = 50

/** Whether this try may say again what has arrived already: the answer to one was lost, or we died over the last. */
const mayRepeat = ({ attempts, why }: LeasedItem): boolean | 'maybe' =>
  why === undefined ? attempts > 1 : readPutOff(why).lost

type Retry = Extract<Settlement, { kind: 'retry' }>

/** A broken adapter says nothing of its other side. */
const NO_ANSWER = new DeliveryError('defect', true, null, false, false, true)

/** How far back in a talk the message is looked for that showed a code. */
const LINES = 300

/** Told when a message that shows a code was sent, by what its channel calls it. */
export type TellShown = (
  item: LeasedItem,
  shown: Omit<EventOf<'shown'>, keyof Stamp | 'kind'>,
) => Promise<unknown>

/** Told when an address takes nothing any more: an event of the shopper's own, under the item's id. */
export type TellGone = (item: LeasedItem, address: Address, why: string) => Promise<unknown>

/** Told when a message was given up: it may go out by the next channel. An event under the item's id. */
export type TellUndelivered = (item: LeasedItem, say: SayAgain, why: string) => Promise<unknown>

export type Tell = {
  readonly gone: TellGone
  readonly shown: TellShown
  readonly undelivered: TellUndelivered
}

/** What leaves by no channel. */
export type Within = { readonly refer: Refer; readonly joinBehind: JoinBehind }

export const createDeliver = (parts: EngineParts, { refer, joinBehind }: Within, tell: Tell, ways: Ways) => {
  const { store, seal, clock, holder, log } = parts
  const { textOf, unseal } = createUnseal(parts)
  const notNow = createNotNow(parts)
  const isGivenUp = createGiveUp(parts)
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]))
  const desks = new Map(parts.desks.map((desk) => [desk.name, desk]))

  /** A short mark of a text, so that the line that a message came from is found again in its talk. */
  const textMark = (text: string): string => seal.hmac('id', `text:${text}`).slice(0, 8)

  const send = async (item: LeasedItem): Promise<void> => {
    if (item.kind === 'ticket') {
      const told = JSON.parse(item.payload) as TicketPayload
      const there = desks.get(told.desk)
      if (!there) throw new DeliveryError('no_such_desk', false)
      return 'ticket' in told ? there.update(told.ticket, item.id) : there.erased?.(told.erased, item.id)
    }
    if (item.kind === 'refer') {
      const { to, friend } = JSON.parse(item.payload) as ReferPayload
      return refer(to, friend)
    }
    if (item.kind === 'strike') return strike(item)
    if (item.kind === 'join' || item.kind === 'leave')
      return joinBehind(item, JSON.parse(item.payload) as JoinPayload)
    const payload = JSON.parse(item.payload) as MessagePayload
    const { to, code } = payload
    const channel = channels.get(to.channel)
    if (!channel) throw new DeliveryError('no_such_channel', false)
    await channel.send(await unseal(item, payload, channel.can), (ref) => {
      // The talk goes on without it: then a code that ends is not struck out.
      if (code)
        tell
          .shown(item, { address: to, code: code.id, ref, text: textMark(payload.text) })
          .catch((error) => log.warn({ error: String(error) }, 'not noted'))
    })
  }

  const strike = async (item: LeasedItem): Promise<void> => {
    const { to, ref, lang, state, code, shown } = JSON.parse(item.payload) as StrikePayload
    const channel = channels.get(to.channel)
    if (!channel?.strike) return
    const typed = await textOf(code)
    const lines = await store.records.lastLines(item.shopper, Number.MAX_SAFE_INTEGER, LINES)
    const line = lines.findLast((one) => one.code?.id === code.id && textMark(one.text) === shown)
    const text = line?.text.replaceAll(`{code:${code.id}}`, typed) ?? null
    await channel.strike({
      ...{ to, ref, lang, state, text },
      code: { id: code.id, text: typed, terms: line?.code?.terms ?? '' },
    })
  }

  const gone = async (item: LeasedItem, why: string): Promise<void> => {
    if (item.kind === 'message') await tell.gone(item, (JSON.parse(item.payload) as MessagePayload).to, why)
  }

  const undelivered = async (item: LeasedItem, why: string): Promise<void> => {
    if (item.kind !== 'message') return
    const { say } = JSON.parse(item.payload) as MessagePayload
    if (say) await tell.undelivered(item, say, why)
  }

  /** The reason as it is kept with the item until its next try. */
  const keep = (item: LeasedItem, retry: Retry, lost: boolean | 'maybe', slot: number | null): Retry => ({
    ...retry,
    why: putOffText({ why: retry.why, lost: lost === true ? lost : mayRepeat(item) || lost, slot }),
  })

  /** A second answer was lost: who has it twice already is not sent it for a third time. */
  const isEnough = (item: LeasedItem, { lost }: DeliveryError): boolean =>
    lost === true &&
    mayRepeat(item) === true &&
    item.kind === 'message' &&
    !channels.get((JSON.parse(item.payload) as MessagePayload).to.channel)?.can.takes_keys

  /** Put off without a try that counts: the other side is down, or many have waited for it. */
  const wait = async (
    item: LeasedItem,
    { due, slot, why }: Extract<Entry, { kind: 'wait' }>,
    lost: boolean | 'maybe' = false,
  ): Promise<Settlement> =>
    (await isGivenUp(item))
      ? { kind: 'parked', why }
      : keep(item, { kind: 'retry', due, why, untried: true }, lost, slot)

  const failed = (item: LeasedItem, error: DeliveryError | null, why: string): Settlement => {
    // An adapter that throws anything else is broken: retried all the same, since the message may be fine.
    const retryable = error === null || error.retryable
    const asked = error?.retryAfterMs ?? null
    if (!retryable || item.attempts >= (asked === null ? ATTEMPTS : PATIENT_ATTEMPTS))
      // A message that still shows its code unstruck is nothing that an agent has to see to.
      return item.kind === 'strike' ? { kind: 'lapsed', why } : { kind: 'parked', why }
    // Whoever says how long to wait is believed.
    const ms = asked ?? Math.min(FIRST_WAIT * 2 ** (item.attempts - 1), LONGEST_WAIT)
    return keep(item, { kind: 'retry', due: clock() + ms, why }, error?.lost ?? false, null)
  }

  /** What was sent and could not be settled: it is settled when it comes out again, and not sent again. */
  const unsettled = new Map<string, Settlement>()

  const outcome = async (item: LeasedItem): Promise<Settlement> => {
    const before = unsettled.get(item.id)
    if (before) return before
    if (item.lapses !== null && item.lapses <= clock()) return { kind: 'lapsed', why: 'too late' }
    const held = await notNow(item)
    if (held) return held.kind === 'retry' ? keep(item, held, false, null) : held
    const entry = ways.enter(item)
    if (entry.kind === 'wait') return wait(item, entry)
    if (mayRepeat(item)) parts.meter?.delivery(item.kind, 'repeated')
    let error: unknown
    try {
      await send(item)
      entry.went(null)
      return { kind: 'sent' }
    } catch (thrown) {
      error = thrown
    }
    const known = error instanceof DeliveryError ? error : null
    const state = entry.went(known ?? NO_ANSWER)
    if (known?.gone) await gone(item, known.code)
    const isTheirs = known?.retryable === true && !known.alone && known.code !== 'paced'
    if (known && isEnough(item, known)) return { kind: 'parked', why: known.code }
    // Said once for all, when it began.
    if (state === 'down' && isTheirs) return wait(item, { ...ways.again(item), why: known.code }, known.lost)
    const settlement = failed(item, known, known?.code ?? String(error))
    const about = { shopper: item.shopper, kind: item.kind, attempts: item.attempts }
    // Its turn at the channel's pace comes later: nothing is wrong.
    if (known?.code === 'paced' && settlement.kind === 'retry') log.info(about, 'a delivery waits its turn')
    else log.warn({ ...about, settled: settlement.kind, code: known?.code ?? 'defect' }, 'a delivery failed')
    return settlement
  }

  return async (item: LeasedItem): Promise<void> => {
    const settlement = await outcome(item)
    // Before it is settled: a crash in between tries again, and this event is then a repeat.
    if (settlement.kind === 'parked') await undelivered(item, settlement.why)
    unsettled.set(item.id, settlement)
    await store.outbox.settle(item.id, holder, settlement)
    unsettled.delete(item.id)
    const isPutOff = settlement.kind === 'retry' && settlement.untried
    parts.meter?.delivery(item.kind, isPutOff ? 'put_off' : settlement.kind)
    if (settlement.kind === 'sent')
      log.info({ shopper: item.shopper, kind: item.kind, attempts: item.attempts }, 'delivered')
  }
}
