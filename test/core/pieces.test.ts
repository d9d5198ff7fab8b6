// A message in pieces, as a stranger would send it: late, out of order, with a button in between, without an end.
import { describe, expect, it } from 'vitest'
import type { Meaning } from '../../src/core/meaning.ts'
import { CHAT, createWorld, rulebookOf } from './world.ts'

const FLOW = `
flow: help
about: A question with buttons
start: { on: hesitation }
campaign: { budget: none, until: none }
steps:
  - ask: hesitation.help
    choices: [price, fit]
    wait: 2h
  - when: reason == "price"
    say: questions.sorry
  - when: reason == "fit"
    say: order_cancelled.thanks
`
const rulebook = rulebookOf({ help: FLOW })
const meaning = (label: Meaning['label'], more: Partial<Meaning> = {}): Meaning => ({
  ...{ label, confidence: 0.9, lang: 'en' },
  ...more,
})
const asked = () => {
  const world = createWorld(rulebook)
  world.happens({ kind: 'hesitated', sign: 'exit_intent' })
  expect(world.heard()).toEqual(['hesitation.help'])
  return world
}
const says = (world: ReturnType<typeof asked>, text: string, choice?: string): void => {
  world.happens({ kind: 'said', text, address: CHAT, ...(choice && { choice }) })
}

describe('pieces', () => {
  it('are a hundred at most as long as somebody reads them, and answered although they go on', () => {
    const world = asked()
    for (let n = 0; n < 100; n++) {
      says(world, `word${n}`)
      world.passes(1_000, meaning('price'))
    }
    expect(world.heard()).toContain('questions.sorry')
    expect(JSON.stringify(world.shopper).length).toBeLessThan(12_000)
  })

  it('without anything to be seen change nothing', () => {
    const world = asked()
    for (const nothing of ['', '   ', '\n']) says(world, nothing)
    expect(world.shopper.heard ?? null).toBeNull()
    says(world, 'too')
    says(world, ' ')
    says(world, 'dear')
    expect(world.shopper.heard?.pieces).toEqual(['too', 'dear'])
    world.passes(2_000, meaning('price'))
    expect(world.heard()).toEqual(['questions.sorry'])
  })

  it('that went before a button are not lost: what they bring is kept, what the button says is not said twice', () => {
    const world = asked()
    says(world, 'it is for 20 people')
    says(world, '', 'price')
    expect(world.heard()).toEqual(['questions.sorry'])
    world.passes(2_000, meaning('price', { found: { quantity: 20 } }))
    expect(world.heard()).toEqual([])
    expect(world.shopper.said).toMatchObject({ quantity: 20 })
  })

  it('that went before a button and ask to stop are heard', () => {
    const world = asked()
    says(world, 'never write to me again')
    says(world, '', 'price')
    world.heard()
    world.passes(2_000, meaning('stop'))
    expect(world.heard()).toEqual(['bot.stopped'])
    expect(world.shopper.stopped).not.toBeNull()
  })

  it('that come after a button are read with what is asked then', () => {
    const world = asked()
    says(world, 'well')
    says(world, '', 'price')
    world.heard()
    says(world, 'and where is my order')
    world.passes(2_000, meaning('thanks'))
    expect(world.heard()).toEqual(['bot.thanks'])
    expect(world.shopper.heard ?? null).toBeNull()
  })

  it('written before a question do not answer it', () => {
    const world = createWorld(rulebook)
    says(world, 'yes')
    world.passes(500)
    world.happens({ kind: 'hesitated', sign: 'exit_intent' })
    expect(world.heard()).toEqual(['hesitation.help'])
    world.passes(1_500, meaning('price'))
    expect(world.heard()).not.toContain('questions.sorry')
    says(world, 'price')
    world.passes(2_000, meaning('price'))
    expect(world.heard()).toContain('questions.sorry')
  })
})

describe('what was said', () => {
  it('is kept by itself, goes over what was said before, and ends with an order', () => {
    const world = createWorld(rulebook)
    says(world, 'twenty')
    world.passes(2_000, meaning('greeting', { found: { quantity: 20 } }))
    says(world, 'no, thirty, by Friday')
    world.passes(2_000, meaning('greeting', { found: { quantity: 30, by: 1_795_816_799_999 } }))
    expect(world.shopper.said).toMatchObject({ quantity: 30, by: 1_795_816_799_999 })
    world.happens({ kind: 'order_completed', order: { id: 'o1', total: 100, lines: [] } })
    expect(world.shopper.said).toBeUndefined()
  })

  it('is forgotten a day after it was said', () => {
    const world = createWorld(rulebook)
    says(world, 'twenty')
    world.passes(2_000, meaning('greeting', { found: { quantity: 20 } }))
    world.passes(23 * 3_600_000)
    expect(world.shopper.said).toBeDefined()
    world.passes(2 * 3_600_000)
    world.happens({ kind: 'viewed' })
    expect(world.shopper.said).toBeUndefined()
  })
})
