// What is asked of the shop under load, one request of each kind at a time: pages that look, a till that redeems, an agent
// who gives codes. Knows no clock.
import { KEYS } from '../../server-process.ts'
import { CODE } from './shop.ts'
import type { Asked } from './wire.ts'

export const WORKS = ['money', 'agents', 'looks'] as const
export type Work = (typeof WORKS)[number]

const page = `Authorization: Bearer ${KEYS.page}\r\n`
const secret = `Authorization: Bearer ${KEYS.secret}\r\n`

export const createMix = (random: () => number, cookie: string, shoppers: readonly string[]) => {
  let n = 0
  let given = 0
  const looks = (): Asked => {
    const id = n++
    const properties = { product_id: `item-${Math.floor(random() * 50)}`, name: 'Mug', price: '390.00' }
    // Most of what pages tell is looks; every tenth is a cart.
    const event = random() < 0.1 ? 'Product Added' : 'Product Viewed'
    const anonymousId = `visitor-${Math.floor(random() * 20_000)}`
    const body = JSON.stringify({ messageId: `m${id}`, event, anonymousId, properties })
    return { path: '/v1/track', headers: page, body }
  }
  const money = (): Asked => {
    const id = n++
    const order = { id: `O-${id}`, total: '1000.00' }
    const body = JSON.stringify({ code: CODE, order, shopper: { userId: `buyer-${id}` } })
    return { path: '/v1/redemptions', headers: `${secret}Idempotency-Key: r-${id}\r\n`, body }
  }
  /** A code for a shopper who has none yet; where all have one, a look at a shopper. */
  const agents = (): Asked => {
    const headers = `X-Winback-Desk: 1\r\nCookie: ${cookie}\r\n`
    const shopper = shoppers[given++ % shoppers.length]!
    if (given > shoppers.length) return { method: 'GET', path: `/desk/api/shoppers/${shopper}`, headers }
    const does = {
      act: 'issue',
      shopper,
      campaign: 'asked',
      offer: 'fixed_100',
      ceiling: 10_000,
      why: 'asked',
    }
    return {
      path: '/desk/api/acts',
      headers: `${headers}Idempotency-Key: a-${given}\r\n`,
      body: JSON.stringify(does),
    }
  }
  return { looks, money, agents } satisfies Record<Work, () => Asked>
}
