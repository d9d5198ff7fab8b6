// What a shopper sends beside words: it reaches agents, the shopper hears so, and nothing of it is lost without a word.
import { describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/core/attachment.ts'
import { CHAT, createWorld, HOUR, MINUTE, rulebookOf, SHOP } from './world.ts'

const CART = `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 1000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    into: reason
    choices: [price, shipping_cost, human]
    wait: 12h
  - say: abandoned_cart.keep
`
const HOURS = `${SHOP.replace('agent_answers_within: 15m\n', '')}
agents: { answers_within: 15m, hours: { mon-fri: 09:00-19:00 } }
`
const PHOTO: Attachment = { medium: 'photo', ref: 'file-1', type: 'image/jpeg', size: 9_000 }

const open = (shop = SHOP) => {
  const world = createWorld(rulebookOf({ cart: CART }, shop))
  const sends = (text: string, ...attachments: readonly Attachment[]) =>
    world.happens({ kind: 'said', text, address: CHAT, attachments })
  return { world, sends }
}

describe('a message of files only', () => {
  it('is answered, stands in the talk with where it lies, and opens a ticket', () => {
    const { world, sends } = open()
    const { effects } = sends('', PHOTO)
    expect(effects.find((one) => one.kind === 'line')).toMatchObject({
      ...{ who: 'shopper', text: '' },
      attachments: [{ ...PHOTO, channel: 'web' }],
    })
    expect(world.heard()).toEqual(['bot.files', 'bot.agent_coming'])
    expect(world.shopper.tickets).toMatchObject([{ reason: 'files', state: 'open' }])
  })

  it('is answered once where it is an album, and again where more comes later', () => {
    const { world, sends } = open()
    for (let n = 0; n < 5; n++) sends('', { ...PHOTO, ref: `file-${n}` })
    expect(world.heard()).toEqual(['bot.files', 'bot.agent_coming'])
    expect(world.shopper.tickets).toHaveLength(1)
    world.passes(6 * MINUTE)
    sends('', PHOTO)
    expect(world.heard()).toEqual(['bot.files'])
    expect(world.shopper.tickets).toMatchObject([{ heard: world.now }])
  })

  it('leaves what was asked open: the answer may still come', () => {
    const { world, sends } = open()
    world.adds(2_000)
    world.passes(HOUR)
    expect(world.heard()).toEqual(['abandoned_cart.why'])
    sends('', PHOTO)
    expect(world.shopper.talks).toMatchObject([{ waits: 'answer' }])
    world.heard()
    world.presses('price')
    expect(world.heard()).toEqual(['abandoned_cart.keep'])
  })

  it('outside the working hours is kept for the morning, and the shopper hears when that is', () => {
    const { world, sends } = open(HOURS)
    world.passes(14 * HOUR)
    sends('', { medium: 'voice', ref: 'v-1' })
    expect(world.heard()).toEqual(['bot.files', 'bot.agents_away'])
    expect(world.shopper.tickets).toMatchObject([{ away: true }])
  })

  it('goes to the agent who has the talk without a word of the bot', () => {
    const { world, sends } = open()
    sends('', PHOTO)
    const ticket = world.shopper.tickets[0]!.id
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'take_over', ticket } })
    world.happens({
      kind: 'agent',
      agent: 'olena',
      does: { act: 'send', ticket, text: 'Please send another' },
    })
    world.heard()
    sends('', PHOTO)
    expect(world.heard()).toEqual([])
    expect(world.shopper.tickets).toMatchObject([{ state: 'taken', waiting: true }])
  })

  it('that is a sticker gets a friendly word and troubles nobody', () => {
    const { world, sends } = open()
    sends('', { medium: 'sticker', ref: 's-1' })
    expect(world.heard()).toEqual(['bot.sticker'])
    expect(world.shopper.tickets).toEqual([])
  })
})

describe('files beside words', () => {
  it('the words are answered as ever, and the files are passed on', () => {
    const { world, sends } = open()
    sends('It came broken', PHOTO)
    expect(world.heard()).toEqual(['bot.files', 'bot.agent_coming'])
    world.passes(2_000, { label: 'thanks', confidence: 0.9, lang: 'en' })
    expect(world.heard()).toEqual(['bot.thanks'])
  })
})
