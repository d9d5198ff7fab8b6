// The contact policy at work: what waits for the morning, what is not said at all, what comes back, and why.
import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../src/core/event.ts'
import { createWorld, DAY, HOUR, MINUTE, OFFERS, rulebookOf, SHOP } from '../world.ts'

const CART = `
flow: cart
start: { on: cart_abandoned, after: 45m, when: cart.total >= 1000 }
campaign: { budget: none, until: none }
steps:
  - ask: abandoned_cart.why
    into: reason
    choices: [price, shipping_cost, human, snooze]
    wait: 1h
    silent: gift
  - id: gift
    give: percent_15
`
const HELLO = `
flow: hello
start: { on: subscribed }
campaign: { budget: none, until: none }
steps:
  - say: abandoned_cart.keep
    channel: email
`
const LATE = `
flow: late
start: { on: order_late }
campaign: { budget: none, until: none }
steps:
  - say: abandoned_cart.keep
`
const world = (contact: string, flows: Record<string, string> = { cart: CART }, channels = '') =>
  createWorld(rulebookOf(flows, `${SHOP}${channels}contact: ${contact}\n`, OFFERS))

const says = (text: string): Happening => ({
  kind: 'said',
  text,
  address: { channel: 'web', id: 'visitor-1' },
})
const whys = (it: ReturnType<typeof world>) => (it.shopper.unsent ?? []).map(({ why }) => why)
const NIGHT = '{ quiet: "21:00-9:00" }'
/** The world begins at 10:00 in Kyiv. */
const UNTIL_NIGHT = 10 * HOUR + 30 * MINUTE

describe('quiet hours', () => {
  it('a talk that would begin at night begins in the morning, and is listed as waiting meanwhile', () => {
    const it = world(NIGHT)
    it.passes(UNTIL_NIGHT)
    it.adds(1500)
    it.passes(11 * HOUR)
    expect(it.heard()).toEqual([])
    expect(it.shopper.unsent).toMatchObject([{ why: 'quiet', flow: 'cart', channel: 'web' }])
    it.passes(2 * HOUR)
    expect(it.heard()).toEqual(['abandoned_cart.why'])
    expect(it.shopper.unsent).toEqual([])
  })

  it('is judged anew in the morning: the cart was bought, or emptied, or the shopper said stop', () => {
    for (const meanwhile of [
      (it: ReturnType<typeof world>) => it.orders('o1', 1500),
      (it: ReturnType<typeof world>) => it.happens({ kind: 'cart_changed', change: 'set', lines: [] }),
      (it: ReturnType<typeof world>) => it.happens(says('стоп')),
    ]) {
      const it = world(NIGHT)
      it.passes(UNTIL_NIGHT)
      it.adds(1500)
      it.passes(3 * HOUR)
      meanwhile(it)
      it.heard()
      it.passes(2 * DAY)
      expect(it.heard()).toEqual([])
    }
  })

  it('a step behind a pause waits, too, and no code is issued before it is shown', () => {
    const it = world(NIGHT)
    it.passes(9 * HOUR + 30 * MINUTE)
    it.adds(1500)
    it.passes(1 * HOUR)
    expect(it.heard()).toEqual(['abandoned_cart.why'])
    it.passes(6 * HOUR)
    expect(it.heard()).toEqual([])
    expect(it.shopper.codes).toEqual([])
    it.passes(10 * HOUR)
    expect(it.heard()).toEqual(['bot.code'])
  })

  it('a reminder waits; one whose code ends before the morning is not sent late', () => {
    const short = OFFERS.replace('valid: 48h, remind: 6h', 'valid: 14h, remind: 2h')
    const one = (offers: string, beginning: number) => {
      const it = createWorld(rulebookOf({ cart: CART }, `${SHOP}contact: ${NIGHT}\n`, offers))
      it.passes(beginning)
      it.adds(1500)
      it.passes(46 * MINUTE)
      it.presses('price')
      it.heard()
      it.passes(3 * DAY)
      return it.heard()
    }
    expect(one(OFFERS, 6 * HOUR)).toEqual(['bot.reminder'])
    expect(one(short, 8 * HOUR)).toEqual([])
  })

  it('never hold an answer, and follow the shopper where the zone becomes known while a message waits', () => {
    const it = world(NIGHT)
    it.passes(UNTIL_NIGHT)
    it.happens(says('hello'))
    it.passes(2000, { label: 'greeting', confidence: 1, lang: 'en' })
    expect(it.heard()).toEqual(['bot.greeting'])
    it.adds(1500)
    it.passes(2 * HOUR)
    // It turns out to be New York: at 9:00 in Kyiv it is 2:00 there.
    it.happens({ kind: 'identified', traits: { time_zone: 'America/New_York' } })
    it.passes(12 * HOUR)
    expect(it.heard()).toEqual([])
    it.passes(8 * HOUR)
    expect(it.heard()[0]).toBe('abandoned_cart.why')
  })

  it('do not silence the chat of somebody who is on the page right now', () => {
    const it = world(NIGHT, { hesitates: CART.replace('on: cart_abandoned, after: 45m', 'on: hesitation') })
    it.passes(UNTIL_NIGHT)
    it.adds(1500)
    it.happens({ kind: 'hesitated', sign: 'exit_intent' })
    expect(it.heard()).toEqual(['abandoned_cart.why'])
  })
})

describe('consent', () => {
  const SHOPS = 'channels: [web, email, sms]\n'
  const email = { channel: 'email', id: 'anna@shop.example' }
  const known = () => {
    const it = world('{ channels: { sms: 1 per 30d } }', { hello: HELLO, late: LATE }, SHOPS)
    const books = it
    books.happens({ kind: 'identified', traits: { email: 'anna@shop.example' } })
    return books
  }
  const mailed = (it: ReturnType<typeof world>, at: Happening) => {
    it.happens({ ...at, from: email } as unknown as Happening)
    return it.heard()
  }

  it('a letter that sells needs one; a "yes" for another channel is none', () => {
    const it = known()
    const yes = (channel: string, given = true) => [
      { channel, purpose: 'marketing' as const, given, source: 'form' },
    ]
    expect(mailed(it, { kind: 'subscribed', consents: yes('sms') })).toEqual([])
    expect(it.shopper.unsent).toMatchObject([{ why: 'no_consent', channel: 'email', flow: 'hello' }])
    expect(mailed(it, { kind: 'subscribed', consents: yes('email') })).toEqual(['abandoned_cart.keep'])
    expect(mailed(it, { kind: 'subscribed', consents: yes('email', false) })).toEqual([])
    expect(whys(it)).toEqual(['no_consent', 'refused'])
  })

  it('older news never goes over newer, in whatever order they come', () => {
    const it = known()
    const told = (given: boolean, at: number) => ({
      ...{ channel: 'email', purpose: 'marketing' as const, given, at, source: 'crm' },
    })
    it.happens({ kind: 'unsubscribed', consents: [told(false, it.now)] })
    expect(mailed(it, { kind: 'subscribed', consents: [told(true, it.now - DAY)] })).toEqual([])
    it.passes(1)
    expect(mailed(it, { kind: 'subscribed', consents: [told(true, it.now)] })).toEqual([
      'abandoned_cart.keep',
    ])
  })

  it('keeps source and wording, cut, and so many', () => {
    const it = known()
    for (let n = 0; n < 30; n++) {
      it.passes(1)
      const address = { channel: 'email', id: `a${n}@shop.example` }
      it.happens({
        kind: 'consented',
        address,
        purpose: 'marketing',
        given: true,
        source: 'chat',
        wording: 'y'.repeat(900),
      })
    }
    expect(it.shopper.consents).toHaveLength(16)
    expect(it.shopper.consents?.at(-1)).toMatchObject({
      id: 'a29@shop.example',
      source: 'chat',
      wording: 'y'.repeat(300),
    })
  })

  it('a yes to one address after a stop opens that one only', () => {
    const it = known()
    it.happens(says('stop'))
    it.passes(MINUTE)
    it.happens({ kind: 'consented', address: email, purpose: 'marketing', given: true, source: 'checkout' })
    it.heard()
    expect(mailed(it, { kind: 'subscribed', consents: [] })).toEqual(['abandoned_cart.keep'])
    expect(it.shopper.stopped).not.toBeNull()
  })

  it('what is about an order of theirs needs none, and stops at a stop', () => {
    const it = known()
    it.orders('o1', 100)
    it.happens({ kind: 'order_updated', order: 'o1', status: 'late' })
    expect(it.heard()).toEqual(['abandoned_cart.keep'])
    it.happens(says('stop'))
    it.heard()
    it.orders('o2', 100)
    it.happens({ kind: 'order_updated', order: 'o2', status: 'late' })
    expect(it.heard()).toEqual([])
  })
})

describe('stop and start', () => {
  it('exact words need no reader, do not wait for pieces, and work while an agent has the talk', () => {
    const it = world('3 per 7d')
    it.happens(says('человека!'))
    it.passes(2000, { label: 'human', confidence: 1, lang: 'ru' })
    const ticket = it.shopper.tickets[0]!.id
    it.happens({ kind: 'agent', agent: 'Ann', does: { act: 'take_over', ticket } })
    it.heard()
    it.happens(says('СТОП 🛑'))
    expect(it.heard()).toEqual(['bot.stopped'])
    expect(it.shopper).toMatchObject({ agent_mode: null, heard: null, talks: [], pending: [] })
    expect(it.shopper.tickets[0]?.state).toBe('closed')
  })

  it('drops what waits to leave; a start takes the stop back', () => {
    const it = world('3 per 7d')
    const { effects } = it.happens(says('unsubscribe'))
    expect(effects.filter(({ kind }) => kind === 'drop')).toEqual([{ kind: 'drop', why: 'stopped' }])
    it.adds(1500)
    it.passes(DAY)
    expect(it.heard()).toEqual(['bot.stopped'])
    expect(it.shopper.unsent).toMatchObject([{ why: 'stopped', flow: 'cart' }])
    it.happens(says('Старт'))
    it.happens({ kind: 'cart_changed', change: 'set', lines: [] })
    it.passes(8 * DAY)
    it.adds(2500)
    it.passes(HOUR)
    expect(it.heard()).toEqual(['bot.resumed', 'abandoned_cart.why'])
  })

  it('a start that nothing was stopped before is an ordinary message', () => {
    const it = world('3 per 7d')
    it.happens(says('start'))
    it.passes(2000, { label: 'other', confidence: 0.1, lang: 'en' })
    expect(it.heard()).toEqual(['bot.unclear'])
  })
})

describe('not now', () => {
  it('by the button: nothing for a week, then the question comes back by itself', () => {
    const it = world('none')
    it.adds(1500)
    it.passes(HOUR)
    it.presses('snooze')
    expect(it.heard()).toEqual(['abandoned_cart.why', 'bot.snoozed'])
    it.adds(500)
    it.passes(7 * DAY - MINUTE)
    expect(it.heard()).toEqual([])
    expect(whys(it)).toContain('snoozed')
    it.passes(30 * MINUTE)
    expect(it.heard()).toEqual(['abandoned_cart.why'])
  })

  it('what was bought meanwhile is not asked about', () => {
    const it = world('none')
    it.adds(1500)
    it.passes(HOUR)
    it.presses('snooze')
    it.orders('o1', 1500)
    it.heard()
    it.passes(9 * DAY)
    expect(it.heard()).toEqual([])
  })

  it.each([
    ['not now', 7 * DAY],
    ['Напомни через 3 дня', 3 * DAY],
    ['remind me tomorrow', DAY],
    ['нагадайте за два тижні', 14 * DAY],
    ['не зараз', 7 * DAY],
  ])('in words: %s', (text, time) => {
    const it = world('none')
    it.adds(1500)
    it.passes(HOUR)
    it.happens(says(text))
    it.passes(2000, { label: 'not_ready', confidence: 0.9, lang: 'en' })
    expect(it.heard()).toEqual(['abandoned_cart.why', 'bot.snoozed'])
    expect(it.shopper.snoozed! - it.now).toBeGreaterThan(time - MINUTE)
    expect(it.shopper.snoozed! - it.now).toBeLessThanOrEqual(time)
  })

  it('is an answer where the question has that answer', () => {
    const it = world('none', { cart: CART.replace('human, snooze', 'not_ready') })
    it.adds(1500)
    it.passes(HOUR)
    it.happens(says('not now'))
    it.passes(2000, { label: 'not_ready', confidence: 0.9, lang: 'en' })
    expect(it.heard()).toEqual(['abandoned_cart.why', 'bot.code'])
  })
})
