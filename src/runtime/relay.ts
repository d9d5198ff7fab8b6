// The relay: takes outbox items by lease, puts a code's text in, sends, settles. A failing item is retried, then
// parked where an agent sees it. Knows channels and desks only by their ports.

import type { Address } from '../core/event.ts'
import type { Shopper } from '../core/shopper.ts'
import { DeliveryError, type Outgoing } from '../ports/channel.ts'
import type { LeasedItem, Settlement } from '../ports/outbox.ts'
import { shopperOfCode } from './code-lookup.ts'
import type { EngineParts } from './engine-parts.ts'
import { mayLeave } from './may-leave.ts'
import type { MessagePayload, ReferPayload, TicketPayload } from './payload.ts'
import type { Refer } from './referral.ts'

/** Tries before an item is parked, and the waits between them, ms: doubled each time up to the longest. */
const ATTEMPTS = 8
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 10 * 60_000
const BATCH = 32

/** Told when an address takes nothing any more: an event of the shopper's own, under the item's id. */
export type TellGone = (item: LeasedItem, address: Address, why: string) => Promise<unknown>

export const createRelay = (parts: EngineParts, refer: Refer, tellGone: TellGone) => {
  const { store, seal, clock, holder, log } = parts
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]))
  const desks = new Map(parts.desks.map((desk) => [desk.name, desk]))

  /** An item that waited through a change of the sealing key: its code's document has it under the new one. */
  const textOf = async (code: { readonly id: string; readonly sealed: string }): Promise<string> => {
    try {
      return seal.open(code.sealed, code.id)
    } catch (error) {
      const { document } = await store.load(shopperOfCode(code.id))
      const kept = document === null ? null : (JSON.parse(document) as Shopper)
      const sealed = kept?.codes.find(({ id }) => id === code.id)?.sealed
      if (sealed === undefined || sealed === code.sealed) throw error
      return seal.open(sealed, code.id)
    }
  }

  /** The message with its code in words: the only moment in which the text exists again. */
  const unseal = async (
    key: string,
    { to, text, lang = 'en', answer = true, choices, code, goods }: MessagePayload,
  ): Promise<Outgoing> => {
    const shown = goods && { goods }
    if (!code) return { to, key, text, lang, answer, choices, ...shown }
    const typed = await textOf(code)
    return {
      to,
      key,
      text: text.replaceAll(`{code:${code.id}}`, typed),
      ...{ lang, answer },
      choices,
      ...shown,
      code: { id: code.id, text: typed, until: code.until, terms: code.terms },
    }
  }

  const send = async (item: LeasedItem): Promise<void> => {
    if (item.kind === 'ticket') {
      const { desk, ticket } = JSON.parse(item.payload) as TicketPayload
      const there = desks.get(desk)
      if (!there) throw new DeliveryError('no_such_desk', false)
      return there.update(ticket, item.id)
    }
    if (item.kind === 'refer') {
      const { to, friend } = JSON.parse(item.payload) as ReferPayload
      return refer(to, friend)
    }
    const payload = JSON.parse(item.payload) as MessagePayload
    const channel = channels.get(payload.to.channel)
    if (!channel) throw new DeliveryError('no_such_channel', false)
    await channel.send(await unseal(item.id, payload))
  }

  /** Who was folded into another one since is that one. */
  const whoIsNow = async (id: string): Promise<Shopper | null> => {
    const { document } = await store.load(id)
    const shopper = document === null ? null : (JSON.parse(document) as Shopper)
    if (!shopper?.folded_into) return shopper
    return (shopper.folded_into.content as Shopper | undefined) ?? whoIsNow(shopper.folded_into.shopper)
  }

  /** A mailing is judged once more as it leaves. */
  const notNow = async (item: LeasedItem): Promise<Settlement | null> => {
    if (item.kind !== 'message' || item.rank === 0) return null
    const shopper = await whoIsNow(item.shopper)
    const { shop } = parts.rulebooks.now()
    return mayLeave(shop, shopper, JSON.parse(item.payload) as MessagePayload, clock())
  }

  const gone = async (item: LeasedItem, why: string): Promise<void> => {
    if (item.kind === 'message') await tellGone(item, (JSON.parse(item.payload) as MessagePayload).to, why)
  }

  const failed = (item: LeasedItem, error: unknown): Settlement => {
    const known = error instanceof DeliveryError
    const why = known ? error.code : String(error)
    // An adapter that throws anything else is broken: retried all the same, since the message may be fine.
    const retryable = !known || error.retryable
    if (!retryable || item.attempts >= ATTEMPTS) return { kind: 'parked', why }
    const wait = Math.min(FIRST_WAIT * 2 ** (item.attempts - 1), LONGEST_WAIT)
    return { kind: 'retry', due: clock() + Math.max(wait, (known && error.retryAfterMs) || 0), why }
  }

  const deliver = async (item: LeasedItem): Promise<void> => {
    let settlement: Settlement = { kind: 'sent' }
    const held = await notNow(item)
    if (item.lapses !== null && item.lapses <= clock()) settlement = { kind: 'lapsed' }
    else if (held) settlement = held
    else
      try {
        await send(item)
      } catch (error) {
        settlement = failed(item, error)
        if (error instanceof DeliveryError && error.gone) await gone(item, error.code)
        const code = error instanceof DeliveryError ? error.code : 'defect'
        log.warn(
          { shopper: item.shopper, kind: item.kind, attempts: item.attempts, settled: settlement.kind, code },
          'a delivery failed',
        )
      }
    await store.outbox.settle(item.id, holder, settlement)
    parts.meter?.delivery(item.kind, settlement.kind)
    if (settlement.kind === 'sent')
      log.info({ shopper: item.shopper, kind: item.kind, attempts: item.attempts }, 'delivered')
  }

  const drainOnce = async (): Promise<void> => {
    for (;;) {
      const now = clock()
      const items = await store.outbox.lease(now, BATCH, holder, now + parts.lease)
      if (items.length === 0) return
      await Promise.all(items.map(deliver))
    }
  }

  let tail: Promise<void> = Promise.resolve()
  return {
    /** Sends everything that may leave now; one after another in this process, so that nothing is sent by two hands. */
    drain: (): Promise<void> => {
      const mine = tail.then(drainOnce)
      tail = mine.catch(() => {})
      return mine
    },
  }
}

export type Relay = ReturnType<typeof createRelay>
