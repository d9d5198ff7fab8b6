// The engine: intake, turns, till and relay put together behind the entrance that engine.ts names.
import type { Happening } from '../core/event.ts'
import { ALL_PATHS } from '../core/facts/fact-schema.ts'
import type { LeasedItem } from '../ports/outbox.ts'
import { createAccept } from './accept.ts'
import { createAround } from './around.ts'
import { withGoodsAround } from './around-goods.ts'
import { withChance } from './chance.ts'
import { createCodeLookup } from './code-lookup.ts'
import { createDeliver } from './deliver.ts'
import type { Engine } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { createIntake } from './intake.ts'
import { createJoinBehind } from './joins.ts'
import { createLifeCycle } from './life-cycle.ts'
import { createRefer } from './referral.ts'
import { referralToken } from './referral-token.ts'
import { createRelay } from './relay.ts'
import { toReview } from './review.ts'
import { measureRfm } from './rfm.ts'
import { changeSignals } from './signals.ts'
import { createStrangers } from './strangers.ts'
import { createTill } from './till.ts'
import { createTurns, type Turns } from './turns.ts'
import { createWays } from './ways.ts'

export const createEngine = (given: EngineParts): Engine => {
  const { store, clock } = given
  const asks = () => given.rulebooks.now().asks
  const parts = { around: createAround(store.notes, clock, asks), ...given }
  const everything = createAround(store.notes, clock, () => ALL_PATHS)
  const forget = (): void => {
    parts.around.forget?.()
    everything.forget?.()
  }
  const codes = createCodeLookup(store, parts.seal, parts.rulebooks.now)
  const strangers = createStrangers(parts, () => turns)
  const listeners = new Set<(shopper: string) => void>()
  const hasLines = (shopper: string): void => {
    for (const listen of listeners) listen(shopper)
  }
  const turns: Turns = createTurns(parts, (shopper) => {
    hasLines(shopper)
    parts.news?.tell({ about: 'lines', shopper })
    life.committed()
  })
  const unhear = parts.news?.hear((news) => news.about === 'lines' && hasLines(news.shopper))
  const intake = createIntake(store, parts.seal, codes, {
    shop: () => parts.rulebooks.now().shop,
    root: turns.root,
    strangers,
  })
  const currency = () => parts.rulebooks.now().shop.currency
  const refer = createRefer(store, parts.seal, clock, turns, currency)
  /** What became of an item, as an event of its shopper's own, under the item's id. */
  const tell = ({ id: item, shopper }: LeasedItem, word: string, what: Happening) => {
    const id = `${word}:${item}`
    const digest = parts.seal.hmac('id', id)
    return turns.run({ shopper, id, at: clock(), trust: 'fact', what, digest })
  }
  const joinBehind = createJoinBehind(() => accept, intake, clock)
  const ways = createWays(parts)
  const deliver = createDeliver(
    parts,
    { refer, joinBehind },
    {
      gone: (item, address, why) => tell(item, 'gone', { kind: 'reachable', address, can: false, why }),
      shown: (item, shown) => tell(item, 'shown', { kind: 'shown', ...shown }),
      undelivered: (item, say, why) => tell(item, 'undelivered', { kind: 'undelivered', say, why }),
    },
    ways,
  )
  const relay = createRelay(parts, deliver)
  const life = createLifeCycle(parts, relay, turns.wakeUp)
  const accept: Engine['accept'] = createAccept(parts, intake, turns)

  return {
    accept,
    ...createTill({ engine: parts, intake, codes, turns, strangers, accept }),
    referralOf: (shopper) => referralToken(parts.seal, shopper),
    idFor: intake.newId,
    find: intake.find,
    shopper: async (id) => turns.load(await turns.root(id)),
    root: turns.root,
    rulebook: () => parts.rulebooks.now(),
    settle: async (now) => {
      for (;;) {
        const [next] = await store.leaseDue(now, 1, parts.holder, now + parts.lease)
        if (!next) break
        await turns.idle()
        await turns.wakeUp(next.shopper, next.due)
      }
      await ways.atOnce(relay.drain)
    },
    review: async () => {
      life.hasten()
      let count = 0
      for await (const shopper of toReview(store, parts.rulebooks.now(), clock(), await parts.around())) {
        await turns.wakeUp(shopper, clock())
        count++
        // Nobody waits for a review: one at a time while others do.
        if (parts.isPressed?.()) await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return count
    },
    around: async (shopper) =>
      withChance(
        ...([parts.chance, () => ALL_PATHS, shopper, parts.rulebooks.now().shop, clock()] as const),
        await withGoodsAround(store.catalogue, () => ALL_PATHS, shopper, null, await everything()),
      ),
    measure: () => measureRfm(store, clock()).finally(forget),
    signal: (change) => changeSignals(store.notes, change, clock()).finally(forget),
    outages: ways.outages,
    start: life.start,
    stop: async () => {
      unhear?.()
      await life.stop()
      await turns.idle()
    },
    onLines: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
