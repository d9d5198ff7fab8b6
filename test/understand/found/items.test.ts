// Goods that a message names: found by their titles, in whatever alphabet, and by nothing else.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Found, FoundItem } from '../../../src/core/found.ts'
import type { Item } from '../../../src/core/goods/item.ts'
import type { Catalogue } from '../../../src/ports/catalogue.ts'
import type { Finder } from '../../../src/ports/finder.ts'
import { createFinder } from '../../../src/understand/found/finder.ts'
import { keepFresh } from '../../../src/understand/found/items/fresh-index.ts'
import { createItemIndex } from '../../../src/understand/found/items/item-index.ts'
import { casesOf, MONDAY, nothingsOf } from './cases.ts'

/** Three made-up shops in one: home, clothes, electronics, in three languages. */
const TITLES = `
Кружка керамическая синяя 350 мл|Кружка керамическая белая 350 мл|Кружка «Котики» 300 мл|Кроссовки Nike Air Max 90|Кроссовки Adidas Samba OG
Наушники Sony WH-1000XM5|Навушники JBL Tune 510BT|Смартфон Apple iPhone 15 128GB Black|Чайник электрический Bosch TWK7203|Сервиз чайный «Орион» на 6 персон
Рюкзак міський Osprey Daylite|Сукня лляна «Мальва»|Футболка бавовняна біла|Футболка бавовняна чорна|Плед шерстяной Карпати|Подушка ортопедическая Memory
Ковдра зимова Лебідь 200x220|Lego City Police Station 60316|Blue ceramic vase Aurora|Leather wallet Bifold|Wool blanket Highland|Robot vacuum cleaner Roborock S8
Floor lamp Tripod|Desk lamp LED Nordic|Kettle Smeg KLF03|Диван угловой Осло|Стол обеденный Верона|Крісло офісне Комфорт|Набор ножей Tramontina|Сковорода Tefal 28 см
Духи Chanel Chance|Пылесос Dyson V15|Колонка JBL Charge 5|Часы Casio G-Shock|Термос Stanley 1 л|Подарочный набор «Утро»|Книга «Кайдашева сім’я»|Свічка соєва Lavender
`
  .trim()
  .split(/[|\n]/)

const index = createItemIndex()
for (const title of TITLES) index.put({ item: title, title })
const finder = createFinder(() => index)
const near = [{ item: 'boots', title: 'Ботинки зимние Timberland' }]
const setting = { lang: 'ru', at: MONDAY, zone: 'Europe/Kyiv', currency: 'UAH', near } as const
const itemsOf = (by: Finder, text: string): readonly FoundItem[] =>
  (by.find(text, setting) as Found | undefined)?.items ?? []
const named = (text: string): readonly string[] => itemsOf(finder, text).map(({ item }) => item)

describe('goods are named', () => {
  it.each([
    ['сколько стоит сервиз?', 'Сервиз чайный «Орион» на 6 персон'],
    ['а кроссовки найк эйр макс есть 43 размера', 'Кроссовки Nike Air Max 90'],
    ['есть наушники сони wh-1000xm5?', 'Наушники Sony WH-1000XM5'],
    ['кружка с котиками есть?', 'Кружка «Котики» 300 мл'],
    ['синюю кружку бы', 'Кружка керамическая синяя 350 мл'],
    ['20 кружек котики', 'Кружка «Котики» 300 мл'],
    ['хочу айфон 15', 'Смартфон Apple iPhone 15 128GB Black'],
    ['krossovki nike air max skolko stoyat', 'Кроссовки Nike Air Max 90'],
    ['сквороду tefal можно?', 'Сковорода Tefal 28 см'],
    ['чайник bosh', 'Чайник электрический Bosch TWK7203'],
    ['do you have the roborock s8', 'Robot vacuum cleaner Roborock S8'],
    ['wool blankets, how much?', 'Wool blanket Highland'],
    ['чорну футболку бавовняну хочу', 'Футболка бавовняна чорна'],
    ['is the aurora vase still available', 'Blue ceramic vase Aurora'],
    ['крісло комфорт коли буде', 'Крісло офісне Комфорт'],
    ['ботинки жмут', 'boots'],
    ['а ботінки шкіряні?', 'boots'],
    ['диван осло привезёте?', 'Диван угловой Осло'],
  ])('%s', (text, item) => expect(named(text)).toEqual([item]))

  it('one word names those that are called so, where they are few and it is about buying', () => {
    expect(named('а кружка какая лучше?')).toEqual([])
    expect(named('футболки есть?')).toHaveLength(2)
  })

  it('a number before them is how many', () => {
    expect(finder.find('8 ковдр лебідь', setting)).toMatchObject({ quantity: 8 })
  })
})

describe('nothing is named', () => {
  const sentences = [
    ...(['ru', 'uk', 'en'] as const).flatMap((lang) => casesOf(lang).map(({ text }) => text)),
    ...nothingsOf(),
  ]

  it('by talk that names nothing of the shop', () => {
    const wrong = sentences.filter((text) => named(text).length > 0)
    // "12 подушек", "40 подарков": a word of the table is a thing that this shop has.
    expect(wrong.length / sentences.length).toBeLessThan(0.03)
  })

  const far = '/work/shared/data/out_of_domain.jsonl.gz'
  it('by talk that has nothing to do with shopping', () => {
    let rows: { text: string }[] = []
    try {
      rows = gunzipSync(readFileSync(far))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    } catch {
      return
    }
    const wrong = rows.filter(({ text }) => finder.find(text, setting) !== undefined)
    expect(wrong.length / rows.length).toBeLessThan(0.01)
  })
})

/** A catalogue of so many goods, made of words that go together. */
const large = (many: number): Item[] => {
  const things =
    'Кружка Тарелка Подушка Плед Лампа Ваза Куртка Платье Рубашка Свитер Кроссовки Ботинки Сумка Рюкзак Наушники Колонка Чайник Сковорода'.split(
      ' ',
    )
  const how = 'синяя белая чёрная большая детская зимняя летняя кожаная деревянная стеклянная'.split(' ')
  return Array.from({ length: many }, (_, n) => ({
    item: `i${n}`,
    title: `${things[n % things.length]} ${how[n % how.length]} Модель${(n * 7919) % 20_011} art${n}x`,
    price: 100,
  }))
}

const catalogueOf = (goods: Map<string, Item>): Catalogue => ({
  put: async (items) => {
    for (const item of items) goods.set(item.item, item)
  },
  find: async (ids) => new Map(ids.flatMap((id) => (goods.has(id) ? [[id, goods.get(id)!]] : []))),
  remove: async (ids) => ids.filter((id) => goods.delete(id)).length,
  count: async () => goods.size,
  all: async function* () {
    yield* goods.values()
  },
})

describe('a catalogue of 50,000 goods', () => {
  it('is read whole where it is large, and messages of any length are looked through', async () => {
    const goods = new Map(large(50_000).map((item) => [item.item, item]))
    const fresh = keepFresh(catalogueOf(goods))
    await fresh.ready()
    expect(fresh.index().size()).toBe(50_000)
    const quick = createFinder(fresh.index)
    expect(itemsOf(quick, 'есть art777x?')).toMatchObject([{ item: 'i777' }])
    const texts = [...casesOf('ru').map(({ text }) => text), 'кружка синяя модель777', 'слово '.repeat(2000)]
    for (const text of texts) quick.find(text, setting)
  }, 30_000)

  it('is kept fresh: what is told here at once, what another process told after a while', async () => {
    const goods = new Map<string, Item>()
    let now = 0
    const fresh = keepFresh(catalogueOf(goods), () => now)
    await fresh.ready()
    const here = createFinder(fresh.index)
    const knows = (text: string) => itemsOf(here, text).map(({ item }) => item)
    await fresh.catalogue.put([{ item: 'kettle', title: 'Kettle Smeg KLF03' }])
    expect(knows('do you have kettle smeg')).toEqual(['kettle'])
    await fresh.catalogue.put([{ item: 'kettle', title: 'Toaster Smeg TSF01' }])
    expect(knows('do you have a kettle')).toEqual([])
    await fresh.catalogue.remove(['kettle'])
    expect(knows('do you have toaster smeg')).toEqual([])
    goods.set('vase', { item: 'vase', title: 'Vase Aurora' })
    expect(knows('is the vase aurora available')).toEqual([])
    now += 11 * 60_000
    knows('anything')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(knows('is the vase aurora available')).toEqual(['vase'])
  })
})
