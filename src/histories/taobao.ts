// Taobao UserBehavior: user, item, category, behaviour, unix seconds. One line is one event. Knows no file.
import type { Happening } from '../core/event.ts'
import { type History, isBelievable, type Line, rejected } from './history.ts'

const BEHAVIOURS = new Set(['pv', 'cart', 'fav', 'buy'])
const COLUMNS = 5
const isId = (text: string): boolean => /^\d{1,18}$/.test(text)

const LEAST = 900
const STEPS = 400

/**
 * The set has no prices: one is made from the item's id, in fen: 9 to 408 yuan in steps of one yuan, many
 * cheap and few dear, the same for an item wherever it is met.
 */
export const priceOf = (item: string): number => {
  let mixed = 2166136261
  for (const digit of item) mixed = Math.imul(mixed ^ digit.charCodeAt(0), 16777619) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), 2246822519) >>> 0
  const step = (mixed >>> 8) % STEPS
  return LEAST + Math.floor((step * step) / STEPS) * 100
}

const read = (fields: readonly string[], now: number): Line => {
  const [shopper = '', item = '', category = '', behaviour = '', seconds = ''] = fields
  if (!isId(shopper)) return rejected('no_shopper')
  if (!isId(item)) return rejected('no_item')
  if (!BEHAVIOURS.has(behaviour)) return rejected('behaviour')
  const at = /^\d{1,13}$/.test(seconds) ? Number(seconds) * 1000 : Number.NaN
  if (!isBelievable(at, now)) return rejected('time')
  const data = [behaviour, item, category]
  // Each line is an event of its own; the group only keeps equal lines together.
  return { kind: 'line', at, shopper, rank: 0, group: `${behaviour}:${item}:${category}`, data }
}

const happening = (behaviour: string, item: string, category: string, id: string): Happening => {
  const price = priceOf(item)
  const line = { item, category, price, quantity: 1 }
  if (behaviour === 'pv') return { kind: 'viewed', item, category }
  if (behaviour === 'fav') return { kind: 'item_saved', item, saved: true, price }
  if (behaviour === 'cart') return { kind: 'cart_changed', change: 'add', lines: [line] }
  return { kind: 'order_completed', order: { id, total: price, lines: [line] } }
}

export const taobao: History = {
  name: 'taobao',
  currency: 'CNY',
  prefix: 'tb',
  twice: 'same',
  assumes: [
    'An item has no price in this set: one is made from its id, 9 to 408 CNY, the same wherever the item is met.',
    'pv is a view, cart adds one piece to the cart, fav saves the item, buy orders one piece and takes it out of the cart.',
    'A line that is there twice is the same event.',
  ],
  layout: (first) => {
    if (first.length !== COLUMNS)
      return {
        kind: 'wrong',
        why: `a line has five columns (user id, item id, category id, behaviour, unix seconds), and the first has ${first.length}`,
      }
    const header = /^\s*user/i.test(first[0] ?? '')
    return { kind: 'layout', order: [0, 1, 2, 3, 4], header }
  },
  read,
  events: ({ at, shopper, lines }) =>
    lines.map(({ id, data: [behaviour, item, category] }) => ({
      kind: 'event',
      id,
      at,
      shopper,
      what: happening(String(behaviour), String(item), String(category), id),
      lines: 1,
    })),
}
