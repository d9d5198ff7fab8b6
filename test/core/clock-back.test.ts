// A clock that was a year ahead is put back: who had written is answered, and what waits waits as long as was meant.
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/core/decide.ts'
import type { Event } from '../../src/core/event.ts'
import { aheadOf } from '../../src/core/time/clock-back.ts'
import { createWorld, DAY, HOUR, MINUTE, rulebookOf, START } from './world.ts'

const RULES = rulebookOf({
  ask: 'flow: ask\nstart: { on: signed_in, at_most: once per 7d }\ncampaign: { budget: none, until: none }\nsteps:\n  - { ask: abandoned_cart.why, choices: [price, fit], wait: 12h }\n  - { say: bot.thanks }\n',
})
const YEAR = 365 * DAY

const wokenAt = (at: number, world: ReturnType<typeof createWorld>) => {
  const event: Event = { id: 'w', at, received: at, trust: 'fact', kind: 'wake_up' }
  const decided = decide({ now: RULES, pinned: { [RULES.hash]: RULES } }, world.shopper, event)
  if (decided.kind !== 'decided') throw new Error(decided.kind)
  return decided
}

describe('a clock that is put back', () => {
  it('leaves no talk waiting for next year, and no message unread', () => {
    const world = createWorld(RULES)
    world.happens({ kind: 'signed_in' })
    world.happens({ kind: 'said', text: 'Hm', address: { channel: 'web', id: 'visitor-1' } })
    const { heard, talks } = world.shopper
    const back = START - YEAR
    expect(aheadOf(world.shopper, back)).toBe(YEAR)
    const { shopper, due } = wokenAt(back, world)
    expect(shopper.active).toBe(back)
    expect(shopper.heard?.due).toBe(heard!.due - YEAR)
    expect(shopper.talks[0]!.until).toBe(talks[0]!.until - YEAR)
    expect(due).toBeLessThanOrEqual(back + MINUTE)
  })

  it('by little, or not at all, moves nothing', () => {
    const world = createWorld(RULES)
    world.happens({ kind: 'signed_in' })
    for (const at of [START - HOUR / 2, START, START + HOUR]) {
      expect(aheadOf(world.shopper, at)).toBe(0)
      expect(wokenAt(at, world).shopper.talks[0]!.until).toBe(world.shopper.talks[0]!.until)
    }
  })
})
