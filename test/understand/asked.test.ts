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

describe('choices that name sums', () => {
  const post: Asked = {
    labels: [],
    choices: [
      { id: 'courier', text: 'Кур’єр — 120 грн' },
      { id: 'branch', text: 'Відділення — 70 грн' },
      { id: 'self', text: 'Самовивіз, безкоштовно' },
    ],
    offered: false,
  }
  it.each([
    ['та, що дешевша', 'self'],
    ['дорожчий варіант', 'courier'],
    ['the cheapest one', 'self'],
    ['второй вариант, пожалуйста', 'branch'],
    ['the 3rd', 'self'],
  ])('"%s" is %s', (text, choice) => expect(read(text, post).choice).toBe(choice))

  it('none is the cheaper of two that cost the same', () => {
    const same = { ...post, choices: post.choices.map(({ id }) => ({ id, text: `${id} 70 грн` })) }
    expect(read('та, що дешевша', same).choice).toBeUndefined()
  })
})

describe('a question that says what a yes and a no are', () => {
  const fine: Asked = {
    ...{ labels: [], offered: false, yes: 'fine', no: 'problem' },
    choices: [
      { id: 'problem', text: 'Є проблема' },
      { id: 'fine', text: 'Все добре' },
    ],
  }
  it.each(['да', 'так', 'yes', 'угу', 'ok'])('"%s" is the yes', (text) =>
    expect(read(text, fine).choice).toBe('fine'),
  )
  it.each(['нет', 'ні', 'no', 'not really', 'неа'])('"%s" is the no', (text) =>
    expect(read(text, fine).choice).toBe('problem'),
  )
})

describe('a yes or a no with more behind it', () => {
  it.each([
    ['да, но дорого', 'price'],
    ['yes, but it is too expensive', 'price'],
    ['так, але коли доставите?', 'shipping_time'],
    ['ага, только доставка дорогая', 'shipping_cost'],
    ['да, позовите менеджера', 'human'],
  ])('"%s" is what follows: %s', (text, label) => {
    expect(read(text, offer).label).toBe(label)
    expect(read(text, offer).confidence).toBeGreaterThanOrEqual(SURE)
  })

  it('a polite no stays a no', () => {
    expect(read('нет, спасибо, сама разберусь', offer).label).toBe('decline')
    expect(read('no thanks, I will manage', offer).label).toBe('decline')
  })
})

it('"ok" where we had the last word is thanks, and a yes stays unclear', () => {
  const told: Asked = { labels: [], choices: [], offered: false, told: true }
  for (const text of ['ok', 'понятно', 'добре, дякую', 'ладно']) expect(read(text, told).label).toBe('thanks')
  expect(read('да', told).confidence).toBeLessThan(SURE)
})

it('thanks is not a no', () => {
  expect(read('спасибо', null).label).toBe('thanks')
})
