// Taking an order: the code is redeemed, then the book is written, then Winback hears of it. Each step may fail; what
// was begun is then gone on with by the next try under the same keys, or taken back.
import { createHmac } from 'node:crypto'
import type { DemoOrder, OrderBook } from './orders.ts'
import { userIdOf } from './people.ts'
import type { Delivery, Prices, Sums, Wanted } from './prices.ts'
import type { Reports } from './reports.ts'
import type { Stock } from './stock.ts'
import type { Buyer, Redemption, Winback } from './winback.ts'

/** One try to order. */
export type Try = {
  /** The page's id of it: a repeat is the same order. */
  readonly request: string
  readonly visitor: string
  /** The shop's id of who is signed in; null: nobody. */
  readonly signedIn: string | null
  readonly lines: Wanted
  readonly delivery: Delivery
  readonly code: string | null
  readonly contact: { readonly name: string; readonly email: string }
  readonly language: 'ru' | 'uk' | 'en'
  /** The total that the shopper saw; null: whatever it costs. */
  readonly expects: number | null
}

export type Placed =
  | {
      readonly placed: true
      readonly number: string
      readonly quote: Sums
      readonly points?: number
    }
  | {
      readonly placed: false
      /** stock, changed (the total is another one now), or why the code was refused. */
      readonly reason: string
      readonly missing?: string
      readonly items?: readonly { readonly id: string; readonly left: number }[]
    }

type Parts = {
  readonly winback: Winback
  readonly book: OrderBook
  readonly prices: Prices
  readonly stock: Stock
  readonly reports: Reports
  readonly now: () => number
  readonly secret: string
}

/** A try that was not gone on with for so long is taken back; real time, ms. */
const GIVEN_UP = 5 * 60_000

export const answerOf = (order: DemoOrder): Placed => {
  const { goods, shipping, discount, points } = order
  const quote = { goods, shipping, discount, total: goods + shipping - discount }
  return { placed: true, number: order.number, quote, ...(points > 0 && { points }) }
}

export const createPlacing = (parts: Parts) => {
  const { winback, book, prices, stock, reports, now } = parts
  const running = new Map<string, Promise<Placed>>()
  const tried = new Map<string, number>()
  const digest = (...texts: readonly string[]): string =>
    createHmac('sha256', parts.secret).update(texts.join('\n')).digest('base64url').slice(0, 16)

  /** The shopper was told nothing of it: Winback is to give back what it may have taken. */
  const drop = (order: DemoOrder, told = false): void => book.put({ ...order, state: 'dropped', told })

  const fresh = (wish: Try, key: string | undefined): DemoOrder => {
    const { goods, shipping } = prices.sums(wish.lines, wish.delivery, 0)
    const lines = prices.lines(wish.lines)
    return {
      ...{ request: wish.request, number: book.nextNumber(), visitor: wish.visitor, at: now() },
      lines: lines.map(({ product, quantity, price }) => ({ id: product.id, quantity, price })),
      ...{ delivery: wish.delivery, goods, shipping, discount: 0, points: 0 },
      ...(key !== undefined && { key }),
      ...{ state: 'placing', told: false },
    }
  }

  /** The order to go on with: the one begun before where nothing has changed, else a new one. */
  const begin = async (wish: Try): Promise<DemoOrder> => {
    const known = book.find(wish.request)
    const key = wish.code === null ? undefined : digest(wish.request, wish.code)
    if (known?.state === 'placing') {
      const now = fresh(wish, key)
      const same = (order: DemoOrder): string => JSON.stringify([order.lines, order.delivery, order.key])
      if (same(known) === same(now)) return known
      drop(known)
      await reports.flush()
    }
    const order = fresh(wish, key)
    if (key !== undefined) book.put(order)
    return order
  }

  const redeem = async (wish: Try, order: DemoOrder, code: string): Promise<Redemption & { as?: string }> => {
    const use = (suffix: string, buyer: Buyer): Promise<Redemption> =>
      winback.redeem(
        `${order.number}-${order.key}${suffix}`,
        code,
        prices.order(wish.lines, wish.delivery, order.number),
        buyer,
      )
    const used = await use('', { anonymousId: wish.visitor })
    if (used.redeemed || used.reason !== 'not_found' || wish.signedIn === null) return used
    // Not this browser's: perhaps the same shopper got it in another one.
    return { ...(await use('-u', { userId: wish.signedIn })), as: wish.signedIn }
  }

  const pay = async (wish: Try, order: DemoOrder, code: string): Promise<DemoOrder | Placed> => {
    const used = await redeem(wish, order, code)
    if (used.redeemed) {
      const paid = { discount: prices.minor(used.amount), points: used.points ?? 0, redemption: used.id }
      return { ...order, ...paid, ...(used.as !== undefined && { as: used.as }) }
    }
    drop(order, true)
    return {
      placed: false,
      reason: used.reason,
      ...(used.missing !== undefined && { missing: used.missing }),
    }
  }

  const who = (wish: Try) => {
    const { name, email } = wish.contact
    return {
      messageId: `buyer-${digest(wish.request, name, email, wish.language)}`,
      userId: userIdOf(email),
      anonymousId: wish.visitor,
      traits: { name, email: userIdOf(email), language: wish.language },
    }
  }

  const take = async (wish: Try): Promise<Placed> => {
    const known = book.find(wish.request)
    if (known && known.visitor !== wish.visitor) return { placed: false, reason: 'changed' }
    if (known?.state === 'placed' || known?.state === 'cancelled') return answerOf(known)
    const short = wish.lines.filter(
      ({ id, quantity }) => known?.state !== 'placing' && quantity > stock.left(id),
    )
    if (short.length > 0) {
      return {
        placed: false,
        reason: 'stock',
        items: short.map(({ id }) => ({ id, left: stock.left(id) })),
      }
    }
    tried.set(wish.request, Date.now())
    const begun = await begin(wish)
    const paid = wish.code === null ? begun : await pay(wish, begun, wish.code)
    if ('placed' in paid) return paid
    const total = paid.goods + paid.shipping - paid.discount
    try {
      if (wish.expects !== null && wish.expects !== total) {
        if (paid.key !== undefined) drop(paid)
        await reports.flush()
        return { placed: false, reason: 'changed' }
      }
      book.put({ ...paid, state: 'placed', told: false })
    } catch (error) {
      // The disk is full: the code goes back, and the next try begins anew.
      if (paid.redemption !== undefined) {
        await winback.rollBack(`${paid.number}-${paid.key}-back`, paid.redemption)
        book.forget(wish.request)
      }
      throw error
    }
    tried.delete(wish.request)
    reports.know(wish.request, who(wish), wish.code)
    await reports.flush()
    return answerOf({ ...paid, state: 'placed' })
  }

  return {
    /** Throws a BookError or a WinbackError: nothing was ordered, and the same try may be sent again. */
    place: (wish: Try): Promise<Placed> => {
      const under = running.get(wish.request)
      if (under) return under
      const placing = take(wish).finally(() => running.delete(wish.request))
      running.set(wish.request, placing)
      return placing
    },
    /** Takes back what nobody goes on with: after a crash, or when the page never came back. */
    sweep: (): void => {
      for (const order of book.all()) {
        if (order.state !== 'placing' || running.has(order.request)) continue
        if (Date.now() - (tried.get(order.request) ?? 0) < GIVEN_UP) continue
        drop(order)
        tried.delete(order.request)
      }
    },
  }
}
