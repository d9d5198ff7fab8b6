// The doors of a running shop, each asked once: what it answered, and after how long. Knows nothing of what is broken.
import { KEYS } from '../../keys.ts'

export type Answered = {
  readonly door: string
  readonly status: number
  /** As the header says it. */
  readonly after: string | null
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows the shape
  readonly body: any
  readonly ms: number
}

const page = { authorization: `Bearer ${KEYS.page}` }
const shop = { authorization: `Bearer ${KEYS.secret}` }

/** Never ends before it is answered: who hangs is seen by that. */
export const knockAt = async (
  url: string,
  door: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> => {
  const [method = '', path = ''] = door.split(' ')
  const began = performance.now()
  const response = await fetch(url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    ...{ door, status: response.status, after: response.headers.get('retry-after') },
    body: /^[{[]/.test(text) ? JSON.parse(text) : text,
    ms: performance.now() - began,
  }
}

let asked = 0

/** Doors that need the store, by what a shop and its page do; each call is of its own. */
export const knockAtAll = (url: string, visitor: string, code: string): Promise<readonly Answered[]> => {
  const n = ++asked
  const user = `silence-${n}`
  const order = { id: `o-${n}`, total: '900.00' }
  const item = { product_id: 'mug', price: 900, quantity: 1 }
  return Promise.all([
    knockAt(
      url,
      'POST /v1/track',
      { messageId: `${user}-page`, anonymousId: visitor, event: 'Product Added', properties: item },
      page,
    ),
    knockAt(
      url,
      'POST /v1/track',
      { messageId: `${user}-shop`, userId: user, event: 'Product Added', properties: item },
      shop,
    ),
    knockAt(
      url,
      'POST /v1/identify',
      { messageId: `${user}-who`, userId: user, traits: { email: `${user}@shop.example` } },
      shop,
    ),
    knockAt(url, `GET /v1/shoppers/${user}`, undefined, shop),
    knockAt(url, 'POST /v1/validations', { code, order, shopper: { anonymousId: visitor } }, shop),
    knockAt(
      url,
      'POST /v1/redemptions',
      { code, order, shopper: { anonymousId: visitor } },
      { ...shop, 'idempotency-key': user },
    ),
    knockAt(url, 'GET /v1/reports', undefined, shop),
    knockAt(url, 'GET /metrics', undefined, shop),
    knockAt(url, `DELETE /v1/shoppers/${user}`, undefined, { ...shop, 'idempotency-key': `${user}-forget` }),
  ])
}
