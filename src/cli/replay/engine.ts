// The product's engine around a virtual clock and seeded draws, as a replay runs it.
import type { Channel } from '../../ports/channel.ts'
import type { Log } from '../../ports/log.ts'
import type { RulebookShelf } from '../../ports/rulebooks.ts'
import type { Store } from '../../ports/store.ts'
import { createEngine } from '../../runtime/create-engine.ts'
import type { Engine } from '../../runtime/engine.ts'
import { createSeal } from '../../seal.ts'
import { createDraws, drawingByTurn, keyOfSeed } from './draws.ts'
import { CHANNEL, type VirtualClock } from './driver.ts'

/** Takes every message and tells nobody. */
const nowhere: Channel = {
  name: CHANNEL,
  can: { buttons: 10, text: 4096, writes_first: true },
  send: async () => {},
}

/** So many defects are told one by one; the summary counts them all. */
const TOLD = 3

const defectsOnly = (): Log => {
  let told = 0
  return {
    info: () => {},
    warn: () => {},
    error: ({ why }, message) => {
      if (told++ >= TOLD) return
      process.stderr.write(`${message}: ${String(why ?? '').split('\n')[0]}\n`)
    },
  }
}

export const createReplayEngine = (
  store: Store,
  rulebooks: RulebookShelf,
  clock: VirtualClock,
  seed: number,
): Engine => {
  const draws = createDraws(seed)
  return createEngine({
    store: drawingByTurn(store, draws),
    // Nobody writes in a history.
    understand: { read: () => ({ label: 'other', confidence: 0, lang: 'en' }) },
    rulebooks,
    seal: createSeal(keyOfSeed(seed), draws.random),
    clock: () => clock.now,
    random: draws.random,
    channels: [nowhere],
    desks: [],
    log: defectsOnly(),
    holder: 'replay',
    lease: 0,
    ordersRedeem: true,
  })
}
