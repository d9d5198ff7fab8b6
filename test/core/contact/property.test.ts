// Random histories: whatever happens in whatever order, nothing on our initiative ever goes out against a stop, a refusal, a
// missing consent, a "not now", a cap or the night. The rules are told here a second time, from the history alone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide.ts'
import type { Effect } from '../../../src/core/effect.ts'
import type { Event, Happening, SayAgain } from '../../../src/core/event.ts'
import { newShopper, type Shopper } from '../../../src/core/shopper.ts'
import { rulebookOf, SHOP } from '../world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 9, 22, 6)
const CHAT = { channel: 'web', id: 'v1' }
const MAIL = { channel: 'email', id: 'anna@shop.example' }
const ZONES = ['Europe/Kyiv', 'America/New_York', 'Asia/Tokyo'] as const

const flow = (name: string, start: string, steps: string) => `
flow: ${name}
start: { ${start} }
campaign: { budget: none, until: none }
steps:
${steps}`
const ASK =
  '  - ask: abandoned_cart.why\n    into: reason\n    choices: [price, human]\n    wait: 3h\n    silent: more\n'
const rulebook = rulebookOf(
  {
    cart: flow(
      'cart',
      'on: cart_abandoned, after: 45m',
      `${ASK}  - id: more\n    say: abandoned_cart.keep\n  - wait: 9h\n  - say: abandoned_cart.keep\n    channel: email\n`,
    ),
    hello: flow(
      'hello',
      'on: subscribed',
      '  - say: abandoned_cart.keep\n    channel: email\n  - wait: 5h\n  - say: abandoned_cart.keep\n',
    ),
    late: flow('late', 'on: order_late', '  - say: abandoned_cart.keep\n'),
  },
  `${SHOP}channels: [web, email]
contact:
  at_most: 3 per 7d
  quiet: "21:00-9:00"
  channels: { email: { at_most: 2 per 5d, quiet: "20:30-10:15" } }
`,
)

type Act =
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'told'; readonly given: boolean; readonly ago: number }
  | { readonly do: 'zone'; readonly zone: (typeof ZONES)[number] }
  | { readonly do: 'fail'; readonly back: number }
  | { readonly do: 'gone'; readonly can: boolean }
  | { readonly do: 'add' | 'order' | 'subscribe' | 'late' | 'unsubscribe' }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.integer({ min: 1, max: 30 * 60 }).map((n): Act => ({ do: 'pass', ms: n * MINUTE })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('add', 'order', 'subscribe', 'late', 'unsubscribe')
      .map((one) => ({ do: one }) as Act),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('stop', 'старт', 'not now', 'hello').map((text): Act => ({ do: 'say', text })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('told' as const),
      given: fc.boolean(),
      ago: fc.integer({ min: 0, max: 3 * DAY }),
    }),
  },
  { weight: 2, arbitrary: fc.nat(3).map((back): Act => ({ do: 'fail', back })) },
  { weight: 1, arbitrary: fc.boolean().map((can): Act => ({ do: 'gone', can })) },
  { weight: 1, arbitrary: fc.constantFrom(...ZONES).map((zone): Act => ({ do: 'zone', zone })) },
)

/** Minutes since midnight there, told by another way than core's. */
const clockIn = (zone: string, at: number): number => {
  const [hour, minute] = new Date(at)
    .toLocaleTimeString('en-GB', { timeZone: zone, hour12: false })
    .split(':')
  return Number(hour) * 60 + Number(minute)
}

/** What was told so far, and what may be said by it. */
const createTold = () => {
  let stopped: number | null = null
  let consented: number | null = null
  let snoozed = 0
  let zone: string = 'Europe/Kyiv'
  let mail: { readonly given: boolean; readonly at: number } | null = null
  const mailed: number[] = []
  const begun: number[] = []
  const talks = new Set<string>()
  return {
    hear: (one: Act, now: number): void => {
      if (one.do === 'zone') zone = one.zone
      if (one.do === 'say' && one.text === 'stop') stopped = now
      if (one.do === 'say' && one.text === 'старт' && stopped !== null) {
        stopped = null
        consented = now
      }
      if (one.do === 'say' && one.text === 'not now') snoozed = Math.max(snoozed, 0)
      if (one.do === 'unsubscribe') stopped = now
      if (one.do === 'subscribe') {
        stopped = null
        consented = now
      }
      if (one.do !== 'told') return
      const at = now - one.ago
      if (!mail || at > mail.at || (at === mail.at && !one.given)) mail = { given: one.given, at }
    },
    snooze: (until: number): void => {
      snoozed = until
    },
    check: (effect: Effect, now: number, active: number): void => {
      if (effect.kind !== 'say' || effect.answer) return
      const service = effect.purpose === 'service'
      const { channel } = effect.to
      const word = channel === 'email' ? mail : null
      const yes = word ?? (consented === null ? null : { given: true, at: consented })
      if (stopped !== null) expect(yes?.given && yes.at > stopped, 'said after a stop').toBe(true)
      if (!service) {
        if (channel === 'email') expect(yes?.given, 'a letter without consent').toBe(true)
        expect(now, 'said within a snooze').toBeGreaterThanOrEqual(snoozed)
        if (channel === 'email') {
          const lately = mailed.filter((time) => time > now - 5 * DAY && time < now)
          expect(new Set(lately).size, 'more letters than the cap').toBeLessThan(2)
          mailed.push(now)
        }
        if (effect.enrolment && !talks.has(effect.enrolment)) {
          talks.add(effect.enrolment)
          begun.push(now)
        }
      }
      const leaves = effect.not_before ?? now
      const minutes = clockIn(zone, leaves)
      const isNight =
        channel === 'email'
          ? minutes >= 20 * 60 + 30 || minutes < 10 * 60 + 15
          : minutes >= 21 * 60 || minutes < 9 * 60
      if (!(channel === 'web' && now - active <= 5 * MINUTE))
        expect(isNight, `said at night in ${zone}`).toBe(false)
    },
  }
}

const run = (acts: readonly Act[]): { readonly said: number; readonly starts: number } => {
  let shopper: Shopper = { ...newShopper('s1', START), addresses: [MAIL, CHAT], reply_to: CHAT }
  let [now, due, n, said] = [START, null as number | null, 0, 0]
  const told = createTold()
  const sent: SayAgain[] = []
  const turn = (what: Happening): void => {
    const event: Event = { id: `e${n++}`, at: now, received: now, trust: 'fact', ...what }
    const decision = decide({ now: rulebook, pinned: { [rulebook.hash]: rulebook } }, shopper, event)
    if (decision.kind !== 'decided') throw new Error('no codes here')
    shopper = JSON.parse(JSON.stringify(decision.shopper)) as Shopper
    due = decision.due
    const snooze = decision.effects.some(
      (one) => one.kind === 'say' && one.message.text.key === 'bot.snoozed',
    )
    if (snooze) told.snooze(now + 7 * DAY)
    for (const effect of decision.effects) {
      if (effect.kind === 'say' && !effect.answer) said++
      if (effect.kind === 'say') {
        const { kind: _, ...say } = effect
        sent.push(say)
      }
      told.check(effect, now, shopper.active)
    }
    // The cap for all channels counts talks that we begin.
    const week = shopper.contacts.filter((time) => time > now - 7 * DAY)
    expect(week.length).toBeLessThanOrEqual(3)
    expect(JSON.stringify(shopper).length).toBeLessThan(16_384)
  }
  const pass = (ms: number): void => {
    const end = now + ms
    for (let turns = 0; due !== null && due <= end; turns++) {
      if (turns > 300) throw new Error('wake-ups never end')
      now = Math.max(now, due)
      turn({ kind: 'wake_up', meaning: { label: 'other', confidence: 0.1, lang: 'en' } })
    }
    now = end
  }
  for (const [i, one] of acts.entries()) {
    told.hear(one, now)
    if (one.do === 'pass') pass(one.ms)
    if (one.do === 'say') turn({ kind: 'said', text: one.text, address: CHAT })
    if (one.do === 'zone') turn({ kind: 'identified', traits: { time_zone: one.zone } })
    if (one.do === 'add')
      turn({ kind: 'cart_changed', change: 'set', lines: [{ item: `i${i}`, price: 1000, quantity: 1 }] })
    if (one.do === 'order')
      turn({
        kind: 'order_completed',
        order: { id: `o${i}`, total: 1000, lines: [{ item: `i${i - 1}`, price: 1000, quantity: 1 }] },
      })
    if (one.do === 'late')
      turn({ kind: 'order_updated', order: shopper.orders.recent.at(-1)?.id ?? 'o0', status: 'late' })
    const given = one.do === 'fail' ? sent.splice(-1 - one.back, 1)[0] : undefined
    // Its channel gave it up, maybe long after.
    if (given) turn({ kind: 'undelivered', say: given, why: 'smtp_550' })
    if (one.do === 'gone') turn({ kind: 'reachable', address: MAIL, can: one.can })
    if (one.do === 'subscribe') turn({ kind: 'subscribed' })
    if (one.do === 'unsubscribe') turn({ kind: 'unsubscribed' })
    if (one.do === 'told')
      turn({
        kind: 'identified',
        traits: {},
        consents: [
          { channel: 'email', purpose: 'marketing', given: one.given, at: now - one.ago, source: 'form' },
        ],
      })
    pass(1000)
  }
  return { said, starts: shopper.enrolled }
}

describe('random histories', () => {
  it('never write against the contact policy, and do write', () => {
    let said = 0
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
        said += run(acts).said
      }),
      { numRuns: 300 },
    )
    expect(said).toBeGreaterThan(150)
  })
})
