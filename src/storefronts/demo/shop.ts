// The demo shop's server: what it sells, what an order costs with a code, orders of a browser, who signs in. A stranger
// to Winback's inside: it knows the API only.
import type { DemoOrder, OrderBook } from './orders.ts'
import { type People, userIdOf } from './people.ts'
import { answerOf, createPlacing, type Placed, type Try } from './placing.ts'
import { type About, createPrices, type Delivery, type Sums, type Wanted } from './prices.ts'
import { PRODUCTS, productOf } from './products.ts'
import { createReports } from './reports.ts'
import { createDemoSessions, type Person } from './sessions.ts'
import { createStock } from './stock.ts'
import type { Buyer, Validation, Winback } from './winback.ts'

export type Asked = {
  readonly visitor: string
  readonly session: string | null
  readonly lines: Wanted
  readonly delivery: Delivery
  readonly code: string | null
}
export type Quote = Sums & {
  readonly lines: readonly { readonly id: string; readonly price: number; readonly left: number }[]
  /** What is missing to free delivery; null: there is none, or it is free already. */
  readonly to_free: number | null
  readonly code: Validation | null
}
export type OrderOfBrowser = {
  readonly number: string
  readonly at: number
  readonly state: 'placed' | 'cancelled'
  readonly lines: DemoOrder['lines']
  readonly quote: Sums
}
type Lang = Try['language']
type Log = { readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void }

type Parts = {
  readonly winback: Winback
  readonly book: OrderBook
  readonly people: People
  readonly about: () => About
  readonly now: () => number
  readonly secret: string
  readonly log: Log
}

export const createDemoShop = ({ winback, book, people, about, now, secret, log }: Parts) => {
  const prices = createPrices(about)
  const stock = createStock(book, now)
  const sessions = createDemoSessions(secret)
  const reports = createReports(winback, book, people, prices, log)
  const placing = createPlacing({ winback, book, prices, stock, reports, now, secret })
  const personOf = (session: string | null): Person | null =>
    session === null ? null : sessions.read(session)
  const signedIn = (session: string | null): string | null => personOf(session)?.email ?? null

  const validate = async (asked: Asked, code: string): Promise<Validation> => {
    const order = prices.order(asked.lines, asked.delivery)
    const ask = (buyer: Buyer): Promise<Validation> => winback.validate(code, order, buyer)
    const found = await ask({ anonymousId: asked.visitor })
    const userId = signedIn(asked.session)
    return !found.valid && found.reason === 'not_found' && userId !== null ? ask({ userId }) : found
  }

  return {
    prices,
    stock,
    about: () => ({
      ...about(),
      digits: prices.digits(),
      now: now(),
      products: PRODUCTS.map(({ id, category, price, was, title, about, details }) => ({
        ...{ id, category, title, about, details, price: prices.minorOf(price) },
        ...{ was: was === undefined ? null : prices.minorOf(was), left: stock.left(id) },
      })),
    }),
    sells: (id: string): boolean => productOf(id) !== undefined,

    quote: async (asked: Asked): Promise<Quote> => {
      const { lines, delivery, code } = asked
      const found = code === null ? null : await validate(asked, code)
      const sums = prices.sums(lines, delivery, found?.valid ? prices.minor(found.amount) : 0)
      const { free_from } = about()
      return {
        ...sums,
        lines: prices
          .lines(lines)
          .map(({ product, price }) => ({ id: product.id, price, left: stock.left(product.id) })),
        to_free: free_from !== null && sums.goods < free_from ? free_from - sums.goods : null,
        code: found,
      }
    },

    /** The cart that a link is about, as far as it is for this browser; null: the link is over. */
    restore: async (token: string, visitor: string, session: string | null) => {
      const userId = signedIn(session)
      const found = await winback.restore(token, { anonymousId: visitor, ...(userId !== null && { userId }) })
      if (!found) return null
      const lines = found.lines
        .filter(({ product_id }) => productOf(product_id))
        .map(({ product_id, quantity }) => ({ id: product_id, quantity }))
      return { lines, code: found.code?.text ?? null, withheld: found.withheld }
    },

    place: ({ session, ...wish }: Omit<Try, 'signedIn'> & { session: string | null }): Promise<Placed> =>
      placing.place({ ...wish, signedIn: signedIn(session) }),

    /** The newest first. */
    orders: (visitor: string): readonly OrderOfBrowser[] =>
      book
        .all()
        .filter((order) => order.visitor === visitor)
        .flatMap((order) => {
          const { number, at, lines, state } = order
          const answer = answerOf(order)
          if ((state !== 'placed' && state !== 'cancelled') || !answer.placed) return []
          return [{ number, at, state, lines, quote: answer.quote }]
        })
        .reverse(),

    /** False: this browser has no such order. A repeat changes nothing. */
    cancel: async (visitor: string, number: string): Promise<boolean> => {
      const order = book.all().find((one) => one.number === number && one.visitor === visitor)
      if (order?.state !== 'placed' && order?.state !== 'cancelled') return false
      if (order.state === 'placed') {
        await reports.flush()
        book.put({ ...order, state: 'cancelled', told: false })
        await reports.flush()
      }
      return true
    },

    signIn: async (request: string, visitor: string, person: Person, language: Lang) => {
      const email = userIdOf(person.email)
      const who = { userId: email, anonymousId: visitor }
      const traits = { name: person.name, email, language }
      await people.introduce({ messageId: `who-${request}`, ...who, traits })
      const event = { event: 'Signed In', anonymousId: visitor, properties: {} }
      await winback.track({ messageId: `in-${request}`, ...event })
      return { session: sessions.open({ email, name: person.name }), email, name: person.name }
    },

    subscribe: async (request: string, visitor: string, typed: string, language: Lang): Promise<void> => {
      const email = userIdOf(typed)
      const who = { userId: email, anonymousId: visitor }
      await people.introduce({ messageId: `reader-${request}`, ...who, traits: { email, language } })
      const properties = { list: 'newsletter' }
      await winback.track({
        messageId: `letter-${request}`,
        event: 'Subscribed',
        anonymousId: visitor,
        properties,
      })
    },

    /** What is owed to Winback, and what nobody goes on with. Never throws. */
    upkeep: async (): Promise<void> => {
      try {
        placing.sweep()
      } catch (error) {
        log.error({ err: error }, 'the demo shop: the order book can not be written')
      }
      await reports.flush()
    },
  }
}
