// What channels hand in, carried out by the engine. Tells no channel who somebody is.

import type { Inbox } from '../ports/inbox.ts'
import type { Log } from '../ports/log.ts'
import { Overloaded } from '../ports/store-error.ts'
import type { Engine } from '../runtime/engine.ts'

export type InboxParts = {
  /** Bound late: channels are opened before the engine that they speak to. */
  readonly engine: () => Engine
  readonly clock: () => number
  readonly log: Log
  /** What a signed link stands for is done here. */
  readonly arrive: Inbox['arrive']
}

/** While nothing can be kept every channel tries again and again: so often it is said, ms. */
const SAID_EVERY = 10_000

export const createInbox = ({ engine, clock, log, arrive }: InboxParts): Inbox => {
  let said = Number.NEGATIVE_INFINITY
  const sayOnce = (error: unknown, channel: string): void => {
    if (performance.now() - said < SAID_EVERY) return
    said = performance.now()
    log.error({ err: error, channel }, 'nothing could be kept of what a channel brought; it is tried again')
  }

  return {
    hear: async ({ id, from, also, at, seen, what }) => {
      try {
        const accepted = await engine().accept({
          id: `${from.channel}:${from.id}:${id}`,
          at: at ?? clock(),
          trust: 'fact',
          from,
          ...(also && { also }),
          ...(seen && Object.keys(seen).length > 0 && { seen }),
          what,
        })
        if (accepted.kind === 'done' || accepted.kind === 'counted')
          return accepted.repeat ? 'repeat' : 'heard'
        // What is too old to be told apart from a repeat is not said again: its sender would try for ever.
        if (accepted.kind === 'refused') return accepted.reason === 'too_old' ? 'repeat' : 'changed'
        // Kept with its error, so that nothing is lost by going on.
        return 'heard'
      } catch (error) {
        // Its other side repeats it; the gate tells how much there is.
        if (!(error instanceof Overloaded)) sayOnce(error, from.channel)
        return 'failed'
      }
    },
    arrive,
    langOf: async (address) => {
      const id = await engine().find(address)
      const shopper = id && (await engine().shopper(id))
      return shopper ? (shopper.lang ?? shopper.traits.language ?? null) : null
    },
    shopName: () => engine().rulebook().shop.name,
  }
}
