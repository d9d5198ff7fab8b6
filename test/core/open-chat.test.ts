// A chat that is opened, in which language it goes on, where a talk goes on, and what showed a code that ended.
import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/core/effect.ts'
import { CHAT, createWorld, DAY, HOUR, rulebookOf } from './world.ts'

const rules = rulebookOf({
  cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 1000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    into: reason
    choices: [price, not_ready]
    wait: 12h
  - give: percent_15
`,
})
const TELEGRAM = { channel: 'telegram', id: '7' }
const opens = (more: object = {}) => ({ kind: 'chat_opened', address: TELEGRAM, ...more }) as const
const said = (effects: readonly Effect[]) =>
  effects.flatMap((one) => (one.kind === 'say' ? `${one.to.channel}: ${one.message.text.key}` : []))

describe('a chat that is opened on purpose', () => {
  it('says hello each time, by itself only the first time', () => {
    const world = createWorld(rules)
    world.happens(opens({ asked: true }))
    world.happens(opens())
    world.happens(opens({ asked: true }))
    expect(world.heard()).toEqual(['bot.greeting', 'bot.greeting'])
  })

  it('asks again what was asked last, there, and goes on there', () => {
    const world = createWorld(rules)
    world.adds(2500)
    world.passes(HOUR)
    expect(said(world.takeEffects())).toEqual(['web: abandoned_cart.why'])
    world.happens(opens({ asked: true }))
    expect(said(world.takeEffects())).toEqual(['telegram: abandoned_cart.why'])
    world.happens({ kind: 'said', text: 'price', choice: 'price', address: TELEGRAM })
    expect(said(world.takeEffects())).toEqual(['telegram: bot.code'])
  })

  it('says nothing where an agent has the talk', () => {
    const world = createWorld(rules)
    world.presses('human')
    const ticket = world.shopper.tickets[0]!.id
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'take_over', ticket } })
    world.heard()
    world.happens(opens({ asked: true }))
    expect(world.heard()).toEqual([])
  })
})

describe('somebody who wrote "stop"', () => {
  it('takes it back by opening the chat on purpose, and is told so; opened by itself it changes nothing', () => {
    const world = createWorld(rules)
    world.happens({ kind: 'said', text: 'stop', address: TELEGRAM })
    world.heard()
    world.happens(opens())
    expect(world.shopper.stopped).not.toBeNull()
    world.happens(opens({ asked: true }))
    expect(world.heard()).toEqual(['bot.resumed'])
    expect(world.shopper.stopped).toBeNull()
  })
})

describe('help that is asked for', () => {
  const help = { kind: 'said', text: 'Help', choice: 'help', address: TELEGRAM } as const

  it('is shown, and is no "I did not understand"', () => {
    const world = createWorld(rules)
    world.happens(help)
    expect(world.heard()).toEqual(['bot.help'])
  })

  it('is no answer to what was asked, which goes on standing', () => {
    const world = createWorld(rules)
    world.adds(2500)
    world.passes(HOUR)
    world.heard()
    world.happens(help)
    expect(world.heard()).toEqual(['bot.help'])
    world.happens({ kind: 'said', text: 'price', choice: 'price', address: TELEGRAM })
    expect(world.heard()).toEqual(['bot.code'])
  })
})

describe('a talk', () => {
  it('goes on where it is answered', () => {
    const world = createWorld(rules)
    world.adds(2500)
    world.passes(HOUR)
    world.takeEffects()
    world.happens({ kind: 'said', text: 'price', choice: 'price', address: TELEGRAM })
    expect(said(world.takeEffects())).toEqual(['telegram: bot.code'])
  })
})

describe('the language', () => {
  it('that the telephone tells is taken where none is known yet, and yields to what is written', () => {
    const world = createWorld(rules)
    world.happens(opens({ lang: 'uk' }))
    world.happens(opens({ lang: 'ru' }))
    expect(world.shopper.lang).toBe('uk')
    world.says('greeting')
    expect(world.shopper.lang).toBe('en')
  })

  it('that was chosen by hand stays, whatever is told or written', () => {
    const world = createWorld(rules)
    world.happens({ kind: 'lang_chosen', lang: 'uk', address: TELEGRAM })
    world.happens(opens({ lang: 'ru' }))
    world.says('greeting')
    world.happens({ kind: 'said', text: 'hi', address: TELEGRAM, lang: 'en' })
    expect(world.shopper.lang).toBe('uk')
    world.happens({ kind: 'lang_chosen', lang: 'ru', address: TELEGRAM })
    expect(world.shopper.lang).toBe('ru')
  })
})

describe('a message that showed a code', () => {
  const shows = (ref: string, code: string) =>
    ({ kind: 'shown', address: CHAT, code, ref, text: 'mark' }) as const
  const strikes = (effects: readonly Effect[]) =>
    effects.flatMap((one) => (one.kind === 'strike' ? [`${one.ref} ${one.state}`] : []))
  const withCode = () => {
    const world = createWorld(rules)
    world.adds(2500)
    world.passes(HOUR)
    world.presses('price')
    const code = world.shopper.codes[0]!.id
    world.takeEffects()
    return { world, code }
  }

  it('is struck out once when the code has run out, and is remembered no longer', () => {
    const { world, code } = withCode()
    world.happens(shows('1', code))
    world.happens(shows('2', code))
    world.passes(3 * DAY)
    expect(strikes(world.takeEffects())).toEqual(['1 expired', '2 expired'])
    expect(world.shopper.codes[0]?.shown).toBeUndefined()
    world.passes(30 * DAY)
    expect(strikes(world.takeEffects())).toEqual([])
  })

  it('is struck out when the code is used or taken back', () => {
    const used = withCode()
    used.world.happens(shows('1', used.code))
    used.world.orders('o1', 2500, used.code)
    expect(strikes(used.world.takeEffects())).toEqual(['1 redeemed'])
    const revoked = withCode()
    revoked.world.happens(shows('1', revoked.code))
    const does = { act: 'revoke', code: revoked.code, why: 'a mistake' } as const
    revoked.world.happens({ kind: 'agent', agent: 'olena', does })
    expect(strikes(revoked.world.takeEffects())).toEqual(['1 revoked'])
  })

  it('that was sent while the code ended is struck out at once', () => {
    const { world, code } = withCode()
    world.passes(3 * DAY)
    world.takeEffects()
    world.happens(shows('1', code))
    expect(strikes(world.takeEffects())).toEqual(['1 expired'])
  })

  it('takes no room: five are remembered, and a foreign code is nothing', () => {
    const { world, code } = withCode()
    for (let n = 1; n < 9; n++) world.happens(shows(String(n), code))
    world.happens(shows('9', 's2.c1'))
    expect(world.shopper.codes[0]?.shown?.map(({ ref }) => ref)).toEqual(['4', '5', '6', '7', '8'])
  })
})
