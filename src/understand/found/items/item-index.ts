// The shop's titles, by the keys of their words: built once, changed item by item. Knows no text of a shopper.
import type { Item } from '../../../core/goods/item.ts'
import { isTalk } from './talk-words.ts'
import { wordKeys, wordsIn } from './word-keys.ts'

/** A word of a title under all its keys; `head`: it may be what the thing is, and not how. */
export type TitleWord = { readonly keys: readonly string[]; readonly head: boolean; readonly talk: boolean }
export type Entry = { readonly item: string; readonly title: string; readonly words: readonly TitleWord[] }

/** Titles are read as far as this. */
const MOST_WORDS = 12
const SMALL = new Set(
  'и й та в во на для с со з із от від до по из за к у о без под the a an of for with and or in on to by from pcs шт см мм кг гр г мл л ml cm mm kg'.split(
    ' ',
  ),
)
const isCode = (word: string): boolean => /\d/.test(word) && /\p{L}/u.test(word) && word.length >= 3
const isNumber = (word: string): boolean => /^\d+$/.test(word)

/** Everything behind these words says more of the thing, not what it is. */
const BEHIND = /[(,;|/–—]| - | для | for | with | с | з | із | из | от | в /u

/** Words come again and again in a shop's titles: each is worked out once. */
const known = new Map<string, TitleWord>()
const MOST_KNOWN = 100_000

const titleWord = (word: string, head: boolean): TitleWord => {
  const name = `${head ? '+' : '-'}${word}`
  const there = known.get(name)
  if (there) return there
  const keys = wordKeys(word)
  const made = { keys, head, talk: keys.some(isTalk) || isNumber(word) }
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, made)
  return made
}

/** The words of a title; a thing's name is its first word, or in English its last. */
export const readTitle = (title: string): readonly TitleWord[] => {
  const words = wordsIn(title)
    .filter((word) => !SMALL.has(word) && !(isNumber(word) && word.length < 2))
    .slice(0, MOST_WORDS)
  const name = wordsIn(title.toLowerCase().split(BEHIND)[0] ?? '').filter(
    (word) => !SMALL.has(word) && !isNumber(word),
  )
  const plain = name.filter((word) => !isCode(word) && !titleWord(word, false).talk)
  const heads = new Set([plain[0], plain.at(-1)])
  const seen = new Set<string>()
  return words.flatMap((word): TitleWord[] => {
    const read = titleWord(word, heads.has(word) || isCode(word))
    if (seen.has(read.keys[0]!)) return []
    seen.add(read.keys[0]!)
    return [read]
  })
}

export type ItemIndex = {
  /** In place of what was known of it; an item without a title is forgotten. */
  readonly put: (item: Pick<Item, 'item' | 'title'>) => void
  readonly remove: (item: string) => void
  readonly entry: (item: string) => Entry | undefined
  /** Ids of the items with a word of this key. */
  readonly having: (key: string) => ReadonlySet<string> | undefined
  /** Known keys that begin with the same two letters and are about as long, for slips. */
  readonly alike: (key: string) => readonly string[]
  readonly size: () => number
}

const bucketOf = (key: string, length = key.length): string => `${key.slice(0, 2)}${length}`

export const createItemIndex = (): ItemIndex => {
  const entries = new Map<string, Entry>()
  const postings = new Map<string, Set<string>>()
  const buckets = new Map<string, Set<string>>()

  const remove = (item: string): void => {
    for (const { keys } of entries.get(item)?.words ?? [])
      for (const key of keys) {
        const posting = postings.get(key)
        posting?.delete(item)
        if (posting?.size === 0) {
          postings.delete(key)
          buckets.get(bucketOf(key))?.delete(key)
        }
      }
    entries.delete(item)
  }
  const put = ({ item, title }: Pick<Item, 'item' | 'title'>): void => {
    if (entries.get(item)?.title === title) return
    remove(item)
    if (!title) return
    const words = readTitle(title)
    entries.set(item, { item, title, words })
    for (const { keys } of words)
      for (const key of keys) {
        const posting = postings.get(key)
        if (posting) posting.add(item)
        else {
          postings.set(key, new Set([item]))
          const bucket = buckets.get(bucketOf(key))
          if (bucket) bucket.add(key)
          else buckets.set(bucketOf(key), new Set([key]))
        }
      }
  }
  return {
    put,
    remove,
    entry: (item) => entries.get(item),
    having: (key) => postings.get(key),
    alike: (key) => [-1, 0, 1].flatMap((more) => [...(buckets.get(bucketOf(key, key.length + more)) ?? [])]),
    size: () => entries.size,
  }
}
