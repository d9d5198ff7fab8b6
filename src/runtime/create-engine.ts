// The engine: intake, turns, till and relay put together behind the entrance that engine.ts names.
import { createAccept } from './accept.ts'
import { createAround } from './around.ts'
import { createCodeLookup } from './code-lookup.ts'
import type { Engine } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { createIntake } from './intake.ts'
import { createLifeCycle } from './life-cycle.ts'
import { createRelay } from './relay.ts'
import { toReview } from './review.ts'
import { createTill } from './till.ts'
import { createTurns } from './turns.ts'

export const createEngine = (given: EngineParts): Engine => {
  const { store, clock } = given
  const parts = { around: createAround(store.notes, clock), ...given }
  const codes = createCodeLookup(store, parts.seal)
  const relay = createRelay(parts)
  const listeners = new Set<(shopper: string, line: number) => void>()
  const turns = createTurns(parts, (shopper, line) => {
    for (const listen of listeners) listen(shopper, line)
    life.committed()
  })
  const prefix = () => parts.rulebooks.now().shop.code_prefix
  const intake = createIntake(store, parts.seal, codes, prefix, turns.root)
  const life = createLifeCycle(parts, relay, turns.wakeUp)
  const accept = createAccept(parts, intake, turns)

  return {
    accept,
    ...createTill({ engine: parts, intake, codes, turns, accept }),
    idFor: intake.newId,
    find: intake.find,
    shopper: async (id) => turns.load(await turns.root(id)),
    rulebook: () => parts.rulebooks.now(),
    settle: async (now) => {
      for (;;) {
        const [next] = await store.leaseDue(now, 1, parts.holder, now + parts.lease)
        if (!next) break
        await turns.idle()
        await turns.wakeUp(next.shopper, next.due)
      }
      await relay.drain()
    },
    review: async () => {
      let count = 0
      for await (const shopper of toReview(store, parts.rulebooks.now(), clock())) {
        await turns.wakeUp(shopper, clock())
        count++
      }
      return count
    },
    start: life.start,
    stop: async () => {
      await life.stop()
      await turns.idle()
    },
    onLines: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
