// Whatever comes in: a problem with a stable code, never a defect; and what is good beside it counts.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../src/http/problem-codes.ts'
import { startServer, type TestServer } from '../server.ts'

let server: TestServer
beforeAll(async () => {
  // Points of our own, so that spending them is a real door.
  server = await startServer({}, (folder) =>
    appendFileSync(join(folder, 'flows/shop.yaml'), '\npoints: { worth: 1 UAH, expire: 365d, remind: 5d }\n'),
  )
})
afterAll(() => server.stop())

const PRODUCT = { product_id: 'mug', price: '390.00', quantity: 1 }
const who = { anonymousId: 'fuzz' }
const order = { id: 'A-1', total: '10.00', lines: [PRODUCT] }
/** Every door with a body that is right, to be spoilt. */
const RIGHT: Readonly<Record<string, () => object>> = {
  '/v1/track': () => ({ messageId: randomUUID(), event: 'Product Added', ...who, properties: PRODUCT }),
  '/v1/identify': () => ({
    messageId: randomUUID(),
    ...who,
    traits: { email: 'a@b.example', address: { city: 'Kyiv' } },
  }),
  '/v1/page': () => ({
    messageId: randomUUID(),
    ...who,
    name: 'Home',
    context: { page: { url: 'https://a.example' } },
  }),
  '/v1/group': () => ({ messageId: randomUUID(), ...who }),
  '/v1/batch': () => ({
    batch: [{ messageId: randomUUID(), event: 'Cart Viewed', ...who, properties: { products: [PRODUCT] } }],
  }),
  '/v1/validations': () => ({ code: 'ZT-1', order, shopper: who }),
  '/v1/redemptions': () => ({ code: 'ZT-1', order, shopper: who }),
  '/v1/redemptions/s_x.c1-1/rollback': () => ({}),
  '/v1/visitors': () => ({}),
  '/v1/locks': () => ({ code: 'ZT-1', order, shopper: { ...who, ip: '203.0.113.7' }, for: '15m' }),
  '/v1/signals': () => ({
    warehouse_load: { value: 0.9, for: '4h' },
    sales_volume: { value: 1.5, for: '1d' },
  }),
  '/v1/catalogue': () => ({
    products: [{ product_id: 'mug', price: '390.00', sale_price: 300, stock: 3, related: ['lamp'] }],
  }),
  '/v1/points/spend': () => ({ userId: 'fuzz', points: 5, order: { id: 'A-1' } }),
  '/v1/points/spend/s_x.p1/rollback': () => ({}),
  '/v1/alias': () => ({ messageId: randomUUID(), userId: 'fuzz', previousId: 'fuzz-2' }),
}
const EVENTS = [
  'Product Added',
  'Order Completed',
  'Order Refunded',
  'Points Expiring',
  'add_to_cart',
  'Subscribed',
  'Cart Viewed',
  'Product Removed from Wishlist',
  'Points Added',
  'Points Spent',
  'Product Reviewed',
  'Action Done',
  'Referred',
  'Enrolled',
  'Order Updated',
  'Order Delayed',
  'Complaint Opened',
]

const post = async (path: string, body: BodyInit, more: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(server.url() + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.secretKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...more,
    },
    body,
  })
  return { status: response.status, body: await response.json() }
}

type Told = Awaited<ReturnType<typeof post>>
const isFine = ({ status, body }: Told): boolean => {
  if (status >= 500) return false
  const problems =
    status >= 400 ? [body] : (body.results ?? []).flatMap((one: { problem?: object }) => one.problem ?? [])
  return problems.every(
    ({ code, title, errors }: { code: string; title: string; errors?: { path: unknown }[] }) => {
      const paths = (errors ?? []).every(({ path }) => typeof path === 'string')
      return (
        code in PROBLEM_CODES &&
        PROBLEM_CODES[code as keyof typeof PROBLEM_CODES].status < 500 &&
        title !== '' &&
        paths
      )
    },
  )
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.1 + 0.2,
    1e300,
    -0,
    2 ** 60,
    '',
    ' ',
    '\ud800',
    '\u0000',
    '\u202e',
    [],
    {},
    [[]],
  ),
  fc.constantFrom<unknown>(
    '9'.repeat(5000),
    'NaN',
    '1e9',
    '2026-13-45T99:00:00Z',
    'constructor',
    '__proto__',
    'toString',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Every path of a value, the whole of it first. */
const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
    : [[...path]]

const spoil = (value: unknown, path: readonly string[], by: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  ;(copy as Record<string, unknown>)[key] = spoil((value as Record<string, unknown>)[key], rest, by)
  return copy
}

describe.each(Object.keys(RIGHT))('%s', (path) => {
  const right = RIGHT[path]!

  it('takes anything at all for what it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(await post(path, JSON.stringify(value))).toSatisfy(isFine)
      }),
      { numRuns: 40 },
    )
  })

  it('takes a wrong value at any place for what it is', async () => {
    const places = fc.constantFrom(...pathsOf(right()))
    await fc.assert(
      fc.asyncProperty(places, odd, async (place, by) => {
        const text = JSON.stringify(spoil(right(), place, by)) ?? 'null'
        expect(await post(path, text), text.slice(0, 300)).toSatisfy(isFine)
      }),
      { numRuns: 150 },
    )
  })

  it.each<[string, () => BodyInit, number[]]>([
    ['nesting without end', () => '['.repeat(100_000) + ']'.repeat(100_000), [400, 200, 201, 404]],
    ['an object without end', () => `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, [413]],
    ['a number too large', () => '{"messageId":1e999,"code":1e999}', [400, 200, 201, 404]],
    [
      'the same field twice',
      () => '{"messageId":"a","messageId":{},"code":1,"code":[]}',
      [400, 200, 201, 404],
    ],
    [
      'a field of all objects',
      () => '{"__proto__":{"a":1},"constructor":{"prototype":{}}}',
      [400, 200, 201, 404],
    ],
    [
      'half a character',
      () => '{"messageId":"\\ud800","anonymousId":"\\ud800","event":"x"}',
      [400, 200, 201, 404],
    ],
    ['no UTF-8', () => new Uint8Array([0x22, 0xc3, 0x28, 0x22]), [400]],
    ['nothing', () => '', [400]],
    ['half of it', () => '{"batch":[', [400]],
    ['a megabyte and more', () => `"${'x'.repeat(1024 * 1024)}"`, [413]],
  ])('takes %s for what it is', async (_, body, statuses) => {
    const told = await post(path, body())
    expect(told).toSatisfy(isFine)
    expect(statuses).toContain(told.status)
  })

  it.each([
    'text/csv',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'x',
  ])('takes a body called %s for what it is', async (type) => {
    const told = await post(path, JSON.stringify(right()), { 'content-type': type })
    expect(told).toSatisfy(isFine)
    expect(told.status === 415 || type.startsWith('application/json')).toBe(true)
  })
})

describe('a batch', () => {
  it('counts what is good in it, whatever stands beside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(odd, fc.jsonValue()), { maxLength: 8 }), async (wrong) => {
        const good = {
          messageId: randomUUID(),
          event: 'Cart Viewed',
          anonymousId: randomUUID(),
          properties: { products: [PRODUCT] },
        }
        const told = await post('/v1/batch', JSON.stringify({ batch: [...wrong, good] }))
        expect(told).toSatisfy(isFine)
        expect(told.body.results.at(-1)).toEqual({ status: 'accepted' })
        expect(told.body.results).toHaveLength(wrong.length + 1)
      }),
      { numRuns: 60 },
    )
  })

  it('names the path of what is wrong in properties of any event', async () => {
    const properties = {
      products: [PRODUCT, PRODUCT],
      items: undefined,
      ...PRODUCT,
      order_id: 'A',
      points: 1,
      on: '2026-12-01',
    }
    const places = fc.constantFrom(...pathsOf(properties))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...EVENTS), places, odd, async (event, place, by) => {
        const spoilt = {
          messageId: randomUUID(),
          event,
          anonymousId: 'x',
          properties: spoil(properties, place, by),
        }
        const told = await post('/v1/track', JSON.stringify(spoilt))
        expect(told, JSON.stringify(spoilt).slice(0, 400)).toSatisfy(isFine)
      }),
      { numRuns: 300 },
    )
  })
})
