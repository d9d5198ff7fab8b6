// What was asked last decides what a short answer means.
import { describe, expect, it } from 'vitest'
import { SURE } from '../../src/core/meaning.ts'
import type { Asked, Meaning } from '../../src/ports/understand.ts'
import { createOfflineReader } from '../../src/understand/offline-reader.ts'

const reader = createOfflineReader()
const read = (text: string, asked: Asked | null) => reader.read(text, asked) as Meaning

const why: Asked = {
  labels: ['price', 'shipping_cost', 'fit', 'human'],
  choices: [
    { id: 'price', text: '💰 Дорого' },
    { id: 'shipping_cost', text: 'Дорогая доставка' },
    { id: 'fit', text: 'Не уверен, что подойдёт' },
    { id: 'human', text: 'Позвать человека' },
  ],
  offered: false,
}
const offer: Asked = { labels: ['accept', 'decline'], choices: [], offered: true }

describe('a choice that was shown', () => {
  it.each([
    ['its own words', 'Не уверен, что подойдёт', 'fit'],
    ['its words without the emoji', 'дорого', 'price'],
    ['its words with a slip', 'дорогая достаака', 'shipping_cost'],
    ['a part that no other choice has', 'подойдет', 'fit'],
    ['its number', '2', 'shipping_cost'],
    ['its number with a bracket', '4)', 'human'],
    ['its number in words', 'второе', 'shipping_cost'],
    ['a whole phrase with the number', 'пусть будет третий вариант', 'fit'],
    ['the last one', 'последнее', 'human'],
    ['its words in the wrong keyboard layout', 'ljhjuj', 'price'],
    ['other words that mean it', 'цена кусается, не по карману мне', 'price'],
  ])('is picked by %s', (_, text, choice) => {
    const meaning = read(text, why)
    expect(meaning).toMatchObject({ choice, label: choice })
    expect(meaning.confidence).toBeGreaterThanOrEqual(SURE)
  })

  it('is not picked by a number that is not there', () => {
    expect(read('9', why).choice).toBeUndefined()
  })

  it('is not picked by a sum of money', () => {
    expect(read('за 2000 возьму', why).choice).toBeUndefined()
  })

  it('may have an id that is not a label', () => {
    const asked: Asked = {
      labels: [],
      choices: [
        { id: 'red', text: 'Red' },
        { id: 'blue', text: 'Blue' },
      ],
      offered: false,
    }
    expect(read('blue', asked).choice).toBe('blue')
  })
})

describe('a bare yes or no', () => {
  it.each(['да', 'Ага!', 'так', 'ок', 'yes please', 'давайте', 'lf', '👍', 'угу', 'sure thing'])(
    '"%s" takes an offer',
    (text) => {
      expect(read(text, offer)).toMatchObject({ label: 'accept' })
      expect(read(text, offer).confidence).toBeGreaterThanOrEqual(SURE)
    },
  )

  it.each(['нет', 'ні, дякую', 'no thanks', 'не надо', 'неа', '👎'])('"%s" turns an offer down', (text) => {
    expect(read(text, offer)).toMatchObject({ label: 'decline' })
    expect(read(text, offer).confidence).toBeGreaterThanOrEqual(SURE)
  })

  it('means what the only question was about', () => {
    expect(read('да', { labels: ['human'], choices: [], offered: false }).label).toBe('human')
    expect(read('нет', { labels: ['human'], choices: [], offered: false }).label).toBe('decline')
  })

  it('is not acted upon when nothing was asked', () => {
    expect(read('да', null).confidence).toBeLessThan(SURE)
    expect(read('no', null).confidence).toBeLessThan(SURE)
  })
})

it('an answer of many words may say something else than what was asked', () => {
  expect(read('где мой заказ? уже неделю жду', offer).label).toBe('order_status')
  expect(read('не пишите мне больше, удалите мои данные', why).label).toBe('stop')
})

it('thanks is not a no', () => {
  expect(read('спасибо', null).label).toBe('thanks')
})
