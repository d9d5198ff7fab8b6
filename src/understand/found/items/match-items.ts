// Which of the shop's goods a text names. What is in the cart, set aside or looked at last needs one word; anything else
// needs most of its title, or its name alone where hardly anything else is called so and the text is about buying.
import { type FoundItem, LONGEST_TITLE, MOST_ITEMS } from '../../../core/found.ts'
import { type Entry, type ItemIndex, readTitle, type TitleWord } from './item-index.ts'
import { isTalk } from './talk-words.ts'
import { wordKeys, wordsIn } from './word-keys.ts'

/** Bounds of one message: words that are read, items that are compared, a word that more items than this have leads to none. */
const MOST_WORDS = 60
const MOST_COMPARED = 400
const COMMON = 400
/** So many items may be called alike. */
const NAMESAKES = 3
/** This share of a title's weight, said in two words or more, names the item. */
const SHARE = 0.6
/** In two words one of which is rare, this is enough. */
const SHARE_OF_RARE = 0.34

const BUYING =
  /(?:^|[^\p{L}])(?:скольк|скільк|цен[аыуе]|цін[аиуі]|почем|купить|купити|куплю|закаж|заказ|замов|возьм|візьм|беру|взять|взяти|хочу|хотел|хотів|хотіл|нуж[ен]|потріб|треба|надо|есть|є |наличи|наявн|стоит|стоят|коштує|коштують|интересу|цікав|подойд|підійд|разм|розм|скидк|знижк|достав|how much|price|buy|order|want|need|have|stock|available|cost|discount|size|fit|deliver|ship|looking|interested|get|take|about)/u

type Word = {
  readonly keys: readonly string[]
  readonly at: number
  readonly talk: boolean
  readonly bare: string
}

const read = (text: string): readonly Word[] =>
  wordsIn(text)
    .slice(0, MOST_WORDS)
    .map((bare, at) => {
      const keys = wordKeys(bare)
      return { keys, at, talk: keys.some(isTalk), bare }
    })

/** One letter is missing, too many, wrong, or changed places with the next. */
const isSlip = (a: string, b: string): boolean => {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let [x, y] = [a.length, b.length]
  while (x > from && y > from && a[x - 1] === b[y - 1]) {
    x--
    y--
  }
  if (x - from <= 1 && y - from <= 1) return true
  return x - from === 2 && y - from === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}

const LONG_ENOUGH_TO_SLIP = 5

/** The word under a known key, where it was mistyped. */
const withSlips = (words: readonly Word[], index: ItemIndex): readonly Word[] =>
  words.map((word) => {
    const [key = ''] = word.keys
    if (word.talk || key.length < LONG_ENOUGH_TO_SLIP || /\d/.test(key)) return word
    if (word.keys.some((one) => index.having(one))) return word
    const near = index.alike(key).filter((one) => one.length >= LONG_ENOUGH_TO_SLIP && isSlip(one, key))
    return near.length > 0 ? { ...word, keys: [...word.keys, ...near.slice(0, 4)] } : word
  })

const meets = (word: Word, title: TitleWord): boolean => word.keys.some((key) => title.keys.includes(key))
const meetsNearly = (word: Word, title: TitleWord): boolean => {
  if (meets(word, title)) return true
  const [key = ''] = word.keys
  return (
    key.length >= LONG_ENOUGH_TO_SLIP &&
    title.keys.some((one) => one.length >= LONG_ENOUGH_TO_SLIP && isSlip(one, key))
  )
}

type Scored = { readonly item: FoundItem; readonly score: number; readonly words: readonly string[] }

const found = (item: string, title: string | undefined): FoundItem => ({
  item,
  ...(title && { title: title.slice(0, LONGEST_TITLE) }),
})

/** Goods at hand: one word that is no word of every talk. */
const nearIn = (words: readonly Word[], near: readonly FoundItem[], index: ItemIndex): readonly Scored[] =>
  near.flatMap(({ item, title }, nth): Scored[] => {
    const known = index.entry(item)
    const titles = [
      ...(title ? readTitle(title) : []),
      ...(known && known.title !== title ? known.words : []),
    ]
    const hits = titles.filter(
      (one) =>
        !one.talk && words.some((word) => !word.talk && word.bare.length >= 3 && meetsNearly(word, one)),
    )
    if (hits.length === 0) return []
    const said = words.filter((word) => titles.some((one) => meetsNearly(word, one)))
    return [
      {
        item: found(item, title ?? known?.title),
        score: 100 + said.length - nth / 100,
        words: said.map(({ bare }) => bare),
      },
    ]
  })

const weightOf = (one: TitleWord, index: ItemIndex): number => {
  const having = Math.min(...one.keys.map((key) => index.having(key)?.size ?? 1))
  return (one.talk ? 0.5 : 1) * Math.log(2 + index.size() / Math.max(1, having))
}

const scoreOf = (entry: Entry, words: readonly Word[], index: ItemIndex, buying: boolean): Scored | null => {
  const hits = entry.words.flatMap((one) => {
    const word = words.find((each) => meets(each, one))
    return word ? [{ one, word }] : []
  })
  const places = new Set(hits.map(({ word }) => word.at))
  const spread = Math.max(...places) - Math.min(...places)
  if (spread > places.size + 3) return null
  const weight = (all: readonly TitleWord[]): number =>
    all.reduce((sum, one) => sum + weightOf(one, index), 0)
  const share = weight(hits.map(({ one }) => one)) / weight(entry.words)
  const own = hits.filter(({ one, word }) => !one.talk && !word.talk)
  const rarity = (one: TitleWord): number => Math.min(...one.keys.map((key) => index.having(key)?.size ?? 1))
  const rarest = Math.min(...own.map(({ one }) => rarity(one)))
  const item = found(entry.item, entry.title)
  const scored = { item, score: share * 10 + own.length, words: hits.map(({ word }) => word.bare) }
  if (own.length === 0) return null
  if (places.size >= 2 && share >= SHARE) return scored
  if (places.size >= 2 && share >= SHARE_OF_RARE && own.some(({ one }) => one.head) && rarest <= NAMESAKES)
    return scored
  // A name alone: hardly anything else is called so, and the text is about buying.
  const named = own.find(({ one, word }) => one.head && word.bare.length >= 4 && rarity(one) <= NAMESAKES)
  const isCode = named && /\d/.test(named.word.bare) && /\p{L}/u.test(named.word.bare)
  return named &&
    (isCode || (buying && meets(named.word, named.one) && named.word.keys[0] === named.one.keys[0]))
    ? scored
    : null
}

const catalogueIn = (words: readonly Word[], index: ItemIndex, buying: boolean): readonly Scored[] => {
  const sizes = new Map<string, number>()
  for (const word of words)
    if (!word.talk) for (const key of word.keys) sizes.set(key, index.having(key)?.size ?? 0)
  const rare = [...sizes].filter(([, size]) => size > 0 && size <= COMMON).toSorted((a, b) => a[1] - b[1])
  const items = new Set<string>()
  for (const [key] of rare) {
    if (items.size >= MOST_COMPARED) break
    for (const item of index.having(key)!) items.add(item)
  }
  const scored = [...items]
    .slice(0, 2 * MOST_COMPARED)
    .flatMap((item) => scoreOf(index.entry(item)!, words, index, buying) ?? [])
  const best = Math.max(...scored.map(({ score }) => score))
  const top = scored.filter(({ score }) => score >= best - 0.5)
  // "Blue mug" in a shop with thirty of them names none.
  return top.length > NAMESAKES ? [] : top
}

export type Named = { readonly items: readonly FoundItem[]; readonly words: ReadonlySet<string> }

/** `texts`: the message as it was typed and as it was meant, both small. */
export const matchItems = (texts: readonly string[], near: readonly FoundItem[], index: ItemIndex): Named => {
  const all = [...new Set(texts)].flatMap((text): readonly Scored[] => {
    const words = withSlips(read(text), index)
    return [...nearIn(words, near, index), ...catalogueIn(words, index, BUYING.test(text))]
  })
  const best = new Map<string, Scored>()
  for (const one of all.toSorted((a, b) => b.score - a.score))
    if (!best.has(one.item.item)) best.set(one.item.item, one)
  const top = [...best.values()].slice(0, MOST_ITEMS)
  return { items: top.map(({ item }) => item), words: new Set(top.flatMap(({ words }) => words)) }
}
