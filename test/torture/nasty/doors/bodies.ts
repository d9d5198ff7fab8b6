// Every door that takes a body of JSON, with a body that is right, spoilt; each with the key that leads past it.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { ask, faultsOf } from '../answer.ts'
import { type Case, type Door, short } from '../door.ts'
import { aFragment, SUITE } from '../json.ts'
import type { Served } from '../served.ts'
import { spoiled } from '../spoil.ts'

const PRODUCT = {
  product_id: 'mug',
  name: 'Mug',
  category: 'cups',
  price: '390.00',
  quantity: 1,
  on_sale: false,
}
const who = { anonymousId: 'nasty' }
const order = { id: 'A-1', total: '10.00', currency: 'UAH', shipping: 5, lines: [PRODUCT] }
const context = {
  ...{
    page: { url: 'https://a.example/x?utm_source=y', path: '/', referrer: 'https://b.example/', title: 'T' },
    locale: 'uk-UA',
  },
  ...{
    ip: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (iPhone)',
    timezone: 'Europe/Kyiv',
    campaign: { source: 'mail' },
  },
}
const times = { timestamp: '2026-05-01T12:00:00Z', sentAt: '2026-05-01T12:00:01Z' }
const traits = {
  ...{ email: 'a@b.example', phone: '+380671234567', name: 'A', birthday: '1990-02-03', language: 'uk' },
  ...{ address: { city: 'Kyiv', country: 'UA', postalCode: '01001', street: 'x' }, timezone: 'Europe/Kyiv' },
  consents: [
    { purpose: 'marketing', channel: 'email', given: true, at: '2026-05-01T12:00:00Z', wording: 'x' },
  ],
}
const EVENTS: Readonly<Record<string, object>> = {
  'Product Added': PRODUCT,
  'Product Viewed': PRODUCT,
  add_to_cart: { items: [{ item_id: 'a', price: 1, quantity: 2 }], currency: 'UAH', value: 2 },
  'Cart Viewed': { products: [PRODUCT, PRODUCT] },
  'Checkout Started': { products: [PRODUCT], step: 1 },
  'Order Completed': {
    order_id: 'O-1',
    total: '10.00',
    products: [PRODUCT],
    coupon: 'ZT-2345-6789-CHKL',
    shipping: 1,
    tax: 1,
    discount: 1,
  },
  'Order Refunded': { order_id: 'O-1', products: [PRODUCT] },
  'Order Updated': { order_id: 'O-1', status: 'shipped' },
  'Order Delayed': { order_id: 'O-1', until: '2026-12-01' },
  'Points Expiring': { points: 10, on: '2026-12-01' },
  'Points Added': { points: 10, balance: 20 },
  'Points Spent': { points: 10, order_id: 'x' },
  Subscribed: { list: 'news', channel: 'email', wording: 'yes' },
  Unsubscribed: { channel: 'email' },
  'Product Added to Wishlist': { product_id: 'a', price: '10' },
  'Product Reviewed': { product_id: 'a' },
  'Action Done': { action: 'x', about: 'y' },
  Referred: { referral: 'x' },
  Enrolled: { campaign: 'x', arm: 'offer', variant: 'a', segments: ['a'], categories: ['b'], channel: 'web' },
  'Page Left': { seconds: 3, path: '/x', kind: 'product' },
  'Complaint Opened': {},
  'Search Performed': { query: 'x' },
}
const LANG = 'en'
const wanted = [{ id: 'mug', quantity: 1 }]
const VISITOR = 'visitor-12345678'
const term = {
  offer: 'fixed_100',
  terms: { value: 10, up_to: 1, minimum: 1, valid: 86_400_000, gift: 'x' },
  ceiling: 100,
  digest: '0'.repeat(16),
}

type Right = { readonly path: string; readonly as: 'shop' | 'desk' | 'open'; readonly body: () => object }
const shop = (path: string, body: () => object): Right => ({ path, as: 'shop', body })
const desk = (path: string, body: () => object): Right => ({ path, as: 'desk', body })
const open = (path: string, body: () => object): Right => ({ path, as: 'open', body })

const track = (event: string, properties: object) => ({
  messageId: randomUUID(),
  event,
  ...who,
  ...times,
  context,
  properties,
})

export const RIGHT: readonly Right[] = [
  ...Object.entries(EVENTS).map(([event, properties]) => shop('/v1/track', () => track(event, properties))),
  shop('/v1/identify', () => ({
    messageId: randomUUID(),
    userId: 'nasty',
    ...who,
    ...times,
    context,
    traits,
  })),
  shop('/v1/page', () => ({
    messageId: randomUUID(),
    ...who,
    name: 'Home',
    category: 'x',
    properties: { path: '/', title: 'x', url: 'https://a.example/' },
    context,
  })),
  shop('/v1/screen', () => ({ messageId: randomUUID(), ...who, name: 'Home', context })),
  shop('/v1/group', () => ({ messageId: randomUUID(), ...who, groupId: 'x', traits })),
  shop('/v1/alias', () => ({ messageId: randomUUID(), userId: 'nasty', previousId: 'nasty-2' })),
  shop('/v1/batch', () => ({
    sentAt: times.sentAt,
    context,
    batch: [
      { type: 'track', ...track('Cart Viewed', EVENTS['Cart Viewed']!) },
      { type: 'identify', messageId: randomUUID(), ...who, traits },
    ],
  })),
  shop('/v1/validations', () => ({
    code: 'ZT-2345-6789-CHKL',
    order,
    shopper: { ...who, userId: 'nasty', email: 'a@b.example', phone: '+380671234567', ip: '203.0.113.7' },
  })),
  shop('/v1/redemptions', () => ({ code: 'ZT-2345-6789-CHKL', order, shopper: who })),
  shop('/v1/redemptions/s_x.c1-1/rollback', () => ({ order: { id: 'A-1', lines: [PRODUCT] } })),
  shop('/v1/locks', () => ({ code: 'ZT-1', order, shopper: { ...who, ip: '203.0.113.7' }, for: '15m' })),
  shop('/v1/signals', () => ({
    warehouse_load: { value: 0.9, for: '4h' },
    sales_volume: { value: 1.5, for: '1d' },
  })),
  shop('/v1/catalogue', () => ({
    products: [
      {
        ...PRODUCT,
        sale_price: 300,
        old_price: 400,
        cost: 1,
        stock: 3,
        availability: 'in_stock',
        related: ['lamp'],
        url: 'https://a.example/x',
        image_url: '/x.png',
      },
      { product_id: 'gone', removed: true },
    ],
  })),
  shop('/v1/points/spend', () => ({ userId: 'nasty', points: 5, order: { id: 'A-1' } })),
  shop('/v1/points/spend/s_x.p1/rollback', () => ({})),
  shop('/v1/visitors', () => ({})),
  shop('/v1/links', () => ({ userId: 'nasty', flow: 'welcome', days: 30, source: 'x' })),
  shop('/v1/carts/restore', () => ({
    token: 'x'.repeat(30),
    visitorToken: 'v1.x.y',
    userId: 'nasty',
    lang: LANG,
  })),
  shop('/v1/push', () => ({
    visitorToken: 'v1.x.y',
    subscription: {
      endpoint: 'https://push.services.mozilla.com/wpush/v2/x',
      keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
    },
    wording: 'yes',
  })),
  desk('/desk/api/find', () => ({ by: 'email', id: 'a@b.example' })),
  desk('/desk/api/find', () => ({ by: 'code', id: 'ZT-2345-6789-CHKL' })),
  desk('/desk/api/quotes', () => ({
    shopper: 's_x',
    ticket: 's_x.t1',
    campaign: 'large_order',
    offer: 'fixed_100',
    terms: term.terms,
  })),
  ...[
    'approve',
    'decline',
    'take_over',
    'assign',
    'hand_back',
    'close',
    'note',
    'send',
    'issue',
    'revoke',
  ].map((act) =>
    desk('/desk/api/acts', () => ({
      ...{
        act,
        ticket: 's_x.t1',
        shopper: 's_x',
        campaign: 'large_order',
        code: 'c1',
        ...term,
        reason: 'other',
        why: 'x',
        words: 'y',
        text: 'z',
        to: 'olena',
        from: 'olena',
      },
    })),
  ),
  open('/desk/api/sign-in', () => ({ name: 'olena', password: 'correct horse' })),
  open('/demo/clock', () => ({ forward: '1s' })),
  open('/demo/carts/restore', () => ({ visitor: VISITOR, session: null, token: 'x' })),
  open('/demo/quotes', () => ({
    visitor: VISITOR,
    session: null,
    lines: wanted,
    code: 'ZT-1',
    delivery: 'post',
  })),
  open('/demo/orders', () => ({
    visitor: VISITOR,
    session: null,
    lines: wanted,
    code: null,
    delivery: 'post',
    request: randomUUID(),
    language: LANG,
    contact: { name: 'A', email: 'a@b.example', city: 'Kyiv' },
    payment: 'card',
    expects: null,
  })),
  open('/demo/orders/list', () => ({ session: 'x', visitor: VISITOR })),
  open('/demo/orders/1/cancel', () => ({ visitor: VISITOR })),
  open('/demo/sign-in', () => ({
    request: randomUUID(),
    visitor: VISITOR,
    name: 'A',
    email: 'a@b.example',
    language: LANG,
  })),
  open('/demo/newsletter', () => ({
    request: randomUUID(),
    visitor: VISITOR,
    email: 'a@b.example',
    language: LANG,
  })),
]

/** The demo's clock moves for good: years ahead by chance would make everything after it another test. */
const SAFE = (path: string, text: string): boolean =>
  path !== '/demo/clock' || !/[1-9]\d*\s*[hdwmy]|[1-9]\d{3}|e\d/i.test(text)

export const bodiesOf = (served: Served, cookie: string): Door => {
  const headersOf = (as: Right['as'], type: string): Record<string, string> => ({
    ...{ 'content-type': type, 'idempotency-key': randomUUID() },
    ...(as === 'shop' && { authorization: `Bearer ${served.keys.secret}` }),
    ...(as === 'desk' && { 'x-winback-desk': '1', cookie }),
    ...(as === 'open' && { 'x-winback-desk': '1' }),
  })
  const caseOf = (
    { path, as }: Right,
    body: string | Uint8Array<ArrayBuffer>,
    about: string,
    type = 'application/json',
  ): Case => ({
    about: `POST ${path} ${about}`,
    run: async () =>
      faultsOf(
        await ask(`${served.url}${path}`, { method: 'POST', headers: headersOf(as, type), body }),
        path.startsWith('/v1/') ? 'api' : 'own',
      ),
  })
  return {
    name: 'bodies',
    share: 0.42,
    cases: function* ({ seed, many }) {
      const each = Math.max(1, Math.ceil(many / RIGHT.length))
      for (const [n, right] of RIGHT.entries()) {
        const made = right.body()
        for (const text of fc.sample(spoiled(made, many > 2000 ? 0.1 : 0.02), {
          seed: seed + n,
          numRuns: Math.ceil(each * 0.7),
        }))
          if (SAFE(right.path, text)) yield caseOf(right, text, short(text))
        for (const { name, input } of fc.sample(fc.constantFrom(...SUITE), {
          seed: seed + n,
          numRuns: Math.ceil(each * 0.2),
        }))
          yield caseOf(right, input, name)
        for (const text of fc.sample(aFragment(0.1), { seed: seed + n, numRuns: Math.ceil(each * 0.1) }))
          if (SAFE(right.path, text))
            yield caseOf(
              right,
              new TextEncoder().encode(text),
              short(text),
              n % 2 ? 'text/plain' : 'application/json',
            )
      }
    },
  }
}
