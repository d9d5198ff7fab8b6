// The demo shop's own book of orders: one line of JSON each time one changes. Any shop has something like it.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

export type DemoOrder = {
  /** The page's id of this try; the same try is the same order. */
  readonly request: string
  readonly number: string
  readonly visitor: string
  readonly lines: readonly { readonly id: string; readonly quantity: number }[]
  readonly goods: number
  readonly discount: number
  readonly state: 'placing' | 'placed' | 'refused'
}

export type OrderBook = {
  readonly find: (request: string) => DemoOrder | null
  readonly nextNumber: () => string
  readonly put: (order: DemoOrder) => void
}

export const openOrderBook = (file: string): OrderBook => {
  const orders = new Map<string, DemoOrder>()
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    try {
      const order = JSON.parse(line) as DemoOrder
      orders.set(order.request, order)
    } catch {
      // the last line of a crash
    }
  }
  return {
    find: (request) => orders.get(request) ?? null,
    nextNumber: () => `D-${1001 + orders.size}`,
    put: (order) => {
      orders.set(order.request, order)
      appendFileSync(file, `${JSON.stringify(order)}\n`)
    },
  }
}
