// The demo shop's own book of orders: one line of JSON each time one changes. Any shop has something like it. It holds
// no names, addresses or codes: what is written once stays.
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'

export type DemoOrder = {
  /** The page's id of this try; the same try is the same order. */
  readonly request: string
  readonly number: string
  readonly visitor: string
  readonly at: number
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly price: number }[]
  readonly delivery: string
  /** Sums in minor units. */
  readonly goods: number
  readonly shipping: number
  readonly discount: number
  readonly points: number
  /** Whose code paid, where that was not the visitor's own: the shop's id of the signed-in shopper. */
  readonly as?: string
  /** The key that a code was, or may have been, redeemed under. */
  readonly key?: string
  readonly redemption?: string
  /** placing: a code may be taken, the shopper was told nothing; dropped: that came to nothing, the code is to go back. */
  readonly state: 'placing' | 'placed' | 'dropped' | 'cancelled'
  /** Whether Winback has heard of the state as it is. */
  readonly told: boolean
}

export type OrderBook = {
  readonly find: (request: string) => DemoOrder | null
  readonly all: () => readonly DemoOrder[]
  readonly nextNumber: () => string
  /** Throws a BookError where it can't be written; nothing has changed then. */
  readonly put: (order: DemoOrder) => void
  /** A try that came to nothing while nothing could be written: the next one gets a number of its own. */
  readonly forget: (request: string) => void
}

export class BookError extends Error {
  constructor(cause: unknown) {
    super('the order book can not be written', { cause })
    this.name = 'BookError'
  }
}

const FIRST = 1001

export const openOrderBook = (file: string): OrderBook => {
  const orders = new Map<string, DemoOrder>()
  let next = FIRST
  const keep = (order: DemoOrder): void => {
    orders.set(order.request, order)
    next = Math.max(next, Number(order.number.replace(/\D/g, '')) + 1)
  }
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (const line of text.split('\n')) {
    const order = readLine(line)
    if (order) keep(order)
  }
  /** What a crash left unfinished is not to swallow the next line. */
  let start = text === '' || text.endsWith('\n') ? '' : '\n'
  return {
    find: (request) => orders.get(request) ?? null,
    all: () => [...orders.values()],
    nextNumber: () => `D-${next}`,
    put: (order) => {
      append(file, `${start}${JSON.stringify(order)}\n`)
      start = ''
      keep(order)
    },
    forget: (request) => void orders.delete(request),
  }
}

/** The last line of a crash is none; what an older version wrote lacks what it did not know. */
const readLine = (line: string): DemoOrder | null => {
  try {
    const read = JSON.parse(line) as Partial<Omit<DemoOrder, 'state'>> & { state: string }
    if (!read.request || !read.number || !read.visitor || !Array.isArray(read.lines)) return null
    const order = {
      at: 0,
      delivery: 'post',
      goods: 0,
      shipping: 0,
      discount: 0,
      points: 0,
      told: true,
      ...read,
    }
    return (read.state === 'refused' ? { ...order, state: 'dropped' } : order) as DemoOrder
  } catch {
    return null
  }
}

/** All of the line or nothing: on a full disk what was begun is cut off again. */
const append = (file: string, line: string): void => {
  try {
    const open = openSync(file, 'a+')
    try {
      const before = fstatSync(open).size
      try {
        const bytes = Buffer.from(line)
        for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at)
        fsyncSync(open)
      } catch (error) {
        ftruncateSync(open, before)
        throw error
      }
    } finally {
      closeSync(open)
    }
  } catch (cause) {
    throw new BookError(cause)
  }
}
