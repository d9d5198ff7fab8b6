// Which channel a shopper is written to by, what happens where one fails, and messages that are one.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../src/core/effect.ts'
import type { Address, SayAgain } from '../../../src/core/event.ts'
import { type Choosing, figuresOf, rank } from '../../../src/core/reaching/choice.ts'
import { choiceSentence } from '../../../src/core/reaching/choice-words.ts'
import { CHAT, createWorld, DAY, HOUR, rulebookOf, SHOP } from '../world.ts'

const REACH = `${SHOP}channels: [web, telegram, email, sms]\ncosts: { message: { sms: 2 UAH } }\ncontact: { at_most: none, channels: { email: { needs: nothing }, sms: { needs: nothing } } }\n`
const MAIL: Address = { channel: 'email', id: 'a@example.com' }
const PHONE: Address = { channel: 'sms', id: '+380671234567' }
const NEWS = `flow: news
start: { on: signed_in }
campaign: { budget: none, until: none }
steps: [{ say: bot.thanks }]
`

type Say = Extract<Effect, { kind: 'say' }>
const worldOf = (flows: Record<string, string>, ...addresses: Address[]) => {
  const world = createWorld(rulebookOf(flows, REACH))
  for (const from of addresses)
    world.happens({ ...({ kind: 'reachable', address: from, can: true } as const), ...({ from } as object) })
  const says = (): readonly Say[] => world.takeEffects().filter((one) => one.kind === 'say')
  const written = (): readonly string[] => says().map(({ to }) => to.channel)
  /** Signing in brings one message; where it went. */
  const news = (): readonly string[] => {
    world.happens({ kind: 'signed_in' })
    return written()
  }
  const fails = ({ kind: _, ...say }: Say) => {
    world.happens({ kind: 'undelivered', say: say as SayAgain, why: 'smtp_550' })
    return says()
  }
  return { world, says, written, news, fails }
}

describe('the choice of a channel', () => {
  it('begins where the shopper wrote last', () => {
    const { news } = worldOf({ news: NEWS }, MAIL)
    expect(news()).toEqual(['web'])
  })

  it('turns to another where nothing follows, and stays where something does', () => {
    const { world, news } = worldOf({ news: NEWS }, MAIL)
    const went: string[] = []
    for (let n = 0; n < 8; n++) {
      went.push(...news())
      world.passes(8 * DAY)
    }
    expect(went.slice(0, 2)).toEqual(['web', 'web'])
    expect(went).toContain('email')
    // Who answers letters gets letters.
    while (news()[0] !== 'email') world.passes(8 * DAY)
    for (let n = 0; n < 6; n++) {
      world.passes(HOUR)
      world.happens({
        kind: 'cart_changed',
        change: 'add',
        lines: [{ item: 'mug', price: 100, quantity: 1 }],
      })
      world.passes(8 * DAY)
      news()
    }
    expect(news()).toEqual(['email'])
  })

  it('counts what followed within a week, once a kind, and forgets nothing of it in the wrong channel', () => {
    const { world, news } = worldOf({ news: NEWS }, MAIL)
    news()
    world.says('thanks')
    world.says('thanks')
    world.orders('A-1', 100)
    const { reaching } = world.shopper
    expect(reaching?.by.web).toEqual({ sent: 1, answered: 1, back: 0, ordered: 1, won: 1 })
    world.passes(8 * DAY)
    world.says('thanks')
    expect(world.shopper.reaching?.by.web?.answered).toBe(1)
  })

  const base: Choosing = {
    addresses: [CHAT, MAIL, PHONE],
    reached: {
      web: { sent: 10, answered: 0, back: 0, ordered: 0, won: 0 },
      email: { sent: 10, answered: 1, back: 1, ordered: 0, won: 2 },
      sms: { sent: 10, answered: 2, back: 2, ordered: 1, won: 4 },
    },
    ...{ costs: { sms: 200 }, worth: 300_000, wrote: null },
  }
  const order = (choosing: Choosing) => rank(choosing).map(({ address }) => address.channel)

  it('weighs what a channel brings against what it costs', () => {
    expect(order(base)).toEqual(['sms', 'email', 'web'])
    // For a small cart the same short message costs more than it brings.
    expect(order({ ...base, worth: 5_000 })).toEqual(['email', 'web', 'sms'])
    expect(order({ ...base, worth: null })).toEqual(['sms', 'email', 'web'])
  })

  it('learns from the whole shop where it knows nothing of this shopper', () => {
    const shop = { web: { sent: 1000, won: 10 }, email: { sent: 1000, won: 300 } }
    expect(order({ ...base, reached: {}, shop, worth: null, addresses: [CHAT, MAIL] })).toEqual([
      'email',
      'web',
    ])
  })

  it('says why in a sentence', () => {
    const sum = (minor: number) => `${minor / 100} UAH`
    expect(choiceSentence(figuresOf(rank(base), null), 'en', sum)).toBe(
      'would be written to by sms (4 of 10 messages were followed by something: 33% expected for 2 UAH) before email (2 of 10 messages were followed by something: 20% expected)',
    )
    const alone = figuresOf(rank({ ...base, addresses: [CHAT] }), CHAT)
    expect(choiceSentence(alone, 'uk', sum)).toContain('звідси покупець писав востаннє')
    expect(choiceSentence([], 'ru', sum)).toContain('ни по одному')
  })

  it('is the same for the same, loses nobody, and no channel gains by costing more', () => {
    const counts = fc.record({ sent: fc.nat(40), won: fc.nat(40) })
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.nat(100_000),
        fc.nat(5_000),
        fc.nat(5_000),
        (a, b, worth, cost, more) => {
          const of = ({ sent, won }: typeof a) => ({
            answered: 0,
            back: 0,
            ordered: 0,
            sent: Math.max(sent, won),
            won,
          })
          const choosing: Choosing = {
            ...base,
            worth,
            reached: { email: of(a), sms: of(b) },
            costs: { sms: cost },
          }
          expect(order(choosing)).toEqual(order(choosing))
          expect([...order(choosing)].sort()).toEqual(['email', 'sms', 'web'])
          const dearer = order({ ...choosing, costs: { sms: cost + more } })
          expect(dearer.indexOf('sms')).toBeGreaterThanOrEqual(order(choosing).indexOf('sms'))
        },
      ),
    )
  })
})

describe('a channel that fails', () => {
  it('hands the message on to the next, each once, and the talk goes on there', () => {
    const { world, says, fails } = worldOf({ news: NEWS }, MAIL, { channel: 'telegram', id: '7' })
    world.happens({ kind: 'signed_in' })
    const [first] = says()
    const second = fails(first!)
    expect(second.map(({ to, message }) => [to.channel, message.text.key])).toEqual([
      ['telegram', 'bot.thanks'],
    ])
    const third = fails(second[0]!)
    expect(third.map(({ to }) => to.channel)).toEqual(['email'])
    expect(fails(third[0]!)).toEqual([])
  })

  it('keeps to the channels that its step names', () => {
    const named = NEWS.replace('{ say: bot.thanks }', '{ say: bot.thanks, channel: [sms, email] }')
    const { world, says, fails } = worldOf({ news: named }, MAIL, PHONE)
    world.happens({ kind: 'signed_in' })
    const [first] = says()
    expect(first?.to.channel).toBe('sms')
    const next = fails(first!)
    expect(next.map(({ to }) => to.channel)).toEqual(['email'])
    expect(fails(next[0]!)).toEqual([])
  })

  it('says nothing any more where it is over: stopped, or the code used', () => {
    const give = NEWS.replace('{ say: bot.thanks }', '{ give: fixed_100 }').replace(
      'budget: none',
      'budget: 5000 UAH',
    )
    const { world, says, fails } = worldOf({ news: give }, MAIL)
    world.happens({ kind: 'signed_in' })
    const [offer] = says()
    world.orders('A-1', 500, offer?.message.code?.id)
    expect(fails(offer!)).toEqual([])
    const { world: other, says: said, fails: failing } = worldOf({ news: NEWS }, MAIL)
    other.happens({ kind: 'signed_in' })
    const [word] = said()
    other.happens({ kind: 'unsubscribed' })
    expect(failing(word!)).toEqual([])
  })
})

describe('messages that are one', () => {
  const unit = `flow: back
start: { on: signed_in }
campaign: { budget: 5000 UAH, until: none }
steps:
  - together:
      - { channel: email, give: fixed_100 }
      - { channel: sms, say: bot.reminder_none }
      - { after: 6h, say: bot.thanks }
  - say: bot.greeting
`.replace('bot.reminder_none', 'bot.agent_told')

  it('go out in their order, the others only behind the first', () => {
    const { world, says } = worldOf({ back: unit }, MAIL, PHONE)
    world.happens({ kind: 'signed_in' })
    const first = says()
    expect(first.map(({ to, unit: of }) => [to.channel, of?.lead])).toEqual([
      ['email', true],
      ['sms', false],
    ])
    expect(new Set(first.map(({ unit: of }) => of?.id)).size).toBe(1)
    world.passes(7 * HOUR)
    expect(says().map(({ message }) => message.text.key)).toEqual(['bot.thanks', 'bot.greeting'])
    // One occasion is one contact.
    expect(world.shopper.contacts.length).toBe(1)
  })

  it('where no letter reaches, nothing points to one', () => {
    const { world, says } = worldOf({ back: unit }, PHONE)
    world.happens({ kind: 'signed_in' })
    expect(says().map(({ message }) => message.text.key)).toEqual(['bot.greeting'])
    expect(world.shopper.codes).toEqual([])
  })

  it('where the letter bounces, the rest is dropped and the flow goes on behind them', () => {
    const { world, says, fails } = worldOf({ back: unit }, MAIL, PHONE)
    world.happens({ kind: 'signed_in' })
    expect(fails(says()[0]!)).toEqual([])
    world.passes(7 * HOUR)
    expect(says().map(({ message }) => message.text.key)).toEqual(['bot.greeting'])
  })

  it('a code that was used ends them', () => {
    const { world, says } = worldOf({ back: unit }, MAIL, PHONE)
    world.happens({ kind: 'signed_in' })
    const [letter] = says()
    world.happens({
      kind: 'redeem',
      code: letter!.message.code!.id,
      order: { id: 'A-1', total: 50_000, lines: [] },
      own: true,
    })
    world.passes(7 * HOUR)
    expect(says().map(({ message }) => message.text.key)).not.toContain('bot.thanks')
  })
})
