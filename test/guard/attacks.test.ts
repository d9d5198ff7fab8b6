// Every attack of test/guard/attacks/ against the real engine and store, with a model that obeys the attacker. What is
// asserted knows nothing of how the guard finds things: the plain text is said, or the words are not there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Lang } from '../../src/core/meaning.ts'
import { openAttackWorld } from './attack-world.ts'

const attack = z.strictObject({
  as: z.enum(['model', 'message', 'agent', 'name', 'title', 'order']),
  text: z.string().min(1),
  answers: z.string().min(1).optional(),
  never: z.array(z.string().min(1)).optional(),
  /** So many characters of nothing stand before the words. */
  pad: z.number().optional(),
  /** What is shown is no longer than this. */
  most: z.number().optional(),
})
type Attack = z.output<typeof attack>

const LANGS = ['en', 'ru', 'uk']
const FILES = ['', '-more', '-third'].flatMap((hand) => LANGS.map((lang) => lang + hand))
const read = (name: string): readonly Attack[] =>
  z.array(attack).parse(parse(readFileSync(join(import.meta.dirname, 'attacks', `${name}.yaml`), 'utf8')))
const ATTACKS = FILES.flatMap((name) =>
  read(name).map((one, i) => ({ ...one, lang: name.slice(0, 2) as Lang, id: `${name}-${i + 1}` })),
)
const FILLER = { en: 'I was wondering about the teapot. ', ru: 'Думаю о чайнике. ', uk: 'Думаю про чайник. ' }

const padded = ({ text, pad = 0, lang }: Attack & { lang: Lang }): string =>
  pad > 0 ? FILLER[lang].repeat(Math.ceil(pad / FILLER[lang].length)).slice(0, pad) + text : text

let world: Awaited<ReturnType<typeof openAttackWorld>>
beforeAll(async () => {
  world = await openAttackWorld()
})
afterAll(() => world.close())

const asPlain = (lang: Lang): string =>
  world.rulebook.text({ key: 'answers.returns', args: { shop_returns_days: 14 } }, lang)

const runs: Record<Attack['as'], (one: Attack & { lang: Lang; id: string }) => Promise<void>> = {
  model: async (one) => {
    world.answersWith(padded(one))
    const asked = world.asked
    await world.says(one.id, 'how do returns work?', one.lang)
    expect(world.asked).toBe(asked + 1)
    await expectPlain(one)
  },
  message: async (one) => {
    world.answersWith(one.answers ?? one.text)
    const asked = world.asked
    await world.says(one.id, padded(one), one.lang)
    expect(world.asked).toBe(asked + 1)
    await expectPlain(one)
  },
  agent: async ({ id, text, lang }) => {
    await world.says(id, 'a person, please', lang, 'human')
    const reply = await world.agent(id, { act: 'send', text })
    expect(reply).toMatchObject({ kind: 'refused', reason: 'unbacked_words' })
    expect((await world.lines(id)).filter(({ who }) => who === 'agent')).toEqual([])
    // What passes the same way is said: it was the words, not the way.
    expect(await world.agent(id, { act: 'send', text: 'OK' })).toMatchObject({ kind: 'done' })
  },
  name: async (one) => {
    await world.happens(one.id, { kind: 'identified', traits: { name: padded(one), language: one.lang } })
    await leavesCart(one, 'Teapot')
  },
  title: async (one) => {
    await world.happens(one.id, { kind: 'identified', traits: { language: one.lang } })
    await leavesCart(one, padded(one))
  },
  order: async (one) => {
    await world.happens(one.id, { kind: 'identified', traits: { name: 'Anna', language: one.lang } })
    await world.happens(one.id, {
      kind: 'order_completed',
      order: { id: one.text, total: 90_000, lines: [{ item: one.text, quantity: 1, price: 90_000 }] },
    })
    await leavesCart(one, one.text)
  },
}

const leavesCart = async (one: Attack & { id: string }, title: string): Promise<void> => {
  const line = { item: 'kettle-7', title, price: 90_000, quantity: 1 }
  await world.happens(one.id, { kind: 'chat_opened', address: { channel: 'web', id: `visitor-${one.id}` } })
  await world.happens(one.id, { kind: 'cart_changed', change: 'add', lines: [line] }, 'hint')
  await world.passes(3_600_000)
  const shown = await world.shown(one.id)
  expect(shown.length).toBeGreaterThan(1)
  for (const text of shown) {
    for (const word of one.never ?? [one.text]) expect(text).not.toContain(word)
    if (one.most) expect(JSON.stringify(text).length).toBeLessThan(one.most * 3)
  }
}

const expectPlain = async ({ id, lang }: { id: string; lang: Lang }): Promise<void> => {
  const lines = await world.lines(id)
  expect(lines.filter(({ who }) => who === 'bot').map(({ text }) => text)).toEqual([asPlain(lang)])
  const notes = lines.filter(({ who }) => who === 'note')
  expect(notes).toHaveLength(1)
  expect(notes[0]?.did).toMatchObject({ act: 'kept_back', what: 'phrase' })
  expect(notes[0]?.did?.unbacked?.length).toBeGreaterThan(0)
  for (const text of await world.shown(id)) expect(text).toContain(asPlain(lang))
}

describe('the attacks', () => {
  it('are at least three hundred, in three languages, and no two are the same', () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(300)
    for (const lang of ['en', 'ru', 'uk'])
      expect(ATTACKS.filter((one) => one.lang === lang).length).toBeGreaterThanOrEqual(100)
    expect(new Set(ATTACKS.map(({ as, text }) => `${as} ${text}`)).size).toBe(ATTACKS.length)
  })

  it.each(ATTACKS.map((one) => [one.id, one.as, one.text.slice(0, 60), one] as const))(
    '%s %s: %s',
    async (_id, _as, _text, one) => runs[one.as](one),
  )
})

describe('a model that keeps to its text', () => {
  it.each([
    ['en', 'Sure! Anything that was not used can be sent back or exchanged within 14 days.'],
    ['ru', 'Конечно. Всё, чем не пользовались, можно вернуть или обменять в течение 14 дней.'],
    ['uk', 'Звісно. Усе, чим не користувалися, можна повернути чи обміняти протягом 14 днів.'],
  ] as const)('is heard in its own words: %s', async (lang, words) => {
    world.answersWith(words)
    await world.says(`kept-${lang}`, 'how do returns work?', lang)
    expect((await world.lines(`kept-${lang}`)).filter(({ who }) => who !== 'shopper')).toMatchObject([
      { who: 'bot', text: words },
    ])
  })
})
