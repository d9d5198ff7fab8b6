// Every route of the running app, knocked at by everybody: nobody gets in where the table does not say so. A route that
// is not in the table fails the test.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'
import { signIn } from './desk-client.ts'

/**
 * Who may knock: everybody (a page, a picture), a page of the shop with the page key, the shop's server with the secret
 * key, this machine or a key (metrics), the desk's own page, an agent who has signed in.
 */
type Door = 'open' | 'page' | 'secret' | 'metrics' | 'desk page' | 'agent reads' | 'agent acts'

const CALLS = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import']
const SHORT = ['t', 'i', 'p', 's', 'g', 'a', 'b']

const EVERYWHERE: Readonly<Record<string, Door>> = {
  ...Object.fromEntries([...CALLS, ...SHORT].map((name) => [`POST /v1/${name}`, 'page'])),
  'POST /v1/visitors': 'page',
  'POST /v1/carts/restore': 'page',
  'GET /v1/push': 'page',
  'POST /v1/push': 'page',
  'GET /v1/shoppers/:id/offers': 'secret',
  'GET /c/:token': 'open',
  'GET /hooks/stop/:token': 'open',
  'POST /hooks/stop/:token': 'open',
  'GET /hooks/answer/:token': 'open',
  'POST /hooks/answer/:token': 'open',
  'POST /v1/links': 'page',
  'POST /v1/validations': 'secret',
  'POST /v1/redemptions': 'secret',
  'POST /v1/redemptions/:id/rollback': 'secret',
  'POST /v1/locks': 'secret',
  'DELETE /v1/locks/:id': 'secret',
  'POST /v1/catalogue': 'secret',
  'POST /v1/signals': 'secret',
  'GET /v1/points': 'secret',
  'POST /v1/points/spend': 'secret',
  'POST /v1/points/spend/:id/rollback': 'secret',
  'GET /v1/referral': 'secret',
  'GET /v1/reports': 'secret',
  'GET /v1/shoppers/:id': 'secret',
  'DELETE /v1/shoppers/:id': 'secret',
  'GET /v1/reports/:campaign': 'secret',
  'GET /desk/api/audit': 'agent reads',
  'GET /desk/api/shoppers/:id/replies': 'agent reads',
  'GET /desk/api/shoppers/:id/files/:seq/:n': 'agent reads',
  'GET /v1/chat': 'open',
  'GET /confirm/:token': 'open',
  'POST /confirm/:token': 'open',
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /openapi.json': 'open',
  'GET /metrics': 'metrics',
  'GET /widget.js': 'open',
  'GET /widget/panel.js': 'open',
  'GET /desk': 'open',
  'GET /assets/desk.js': 'open',
  'GET /assets/desk.css': 'open',
  'GET /board': 'open',
  'GET /assets/board.js': 'open',
  'GET /assets/board.css': 'open',
  'POST /desk/api/sign-in': 'desk page',
  'GET /desk/api/me': 'open',
  'GET /desk/api/tickets': 'agent reads',
  'GET /desk/api/tickets/:id': 'agent reads',
  'GET /desk/api/changes': 'agent reads',
  'GET /desk/api/shoppers/:id': 'agent reads',
  'GET /desk/api/attention': 'agent reads',
  'GET /desk/api/reports': 'agent reads',
  'GET /desk/api/reports/:campaign': 'agent reads',
  'GET /desk/api/digests': 'agent reads',
  'POST /desk/api/find': 'agent acts',
  'POST /desk/api/quotes': 'agent acts',
  'POST /desk/api/acts': 'agent acts',
  // Last, since it ends the agent's session.
  'POST /desk/api/sign-out': 'desk page',
}
const DEMO_ONLY: Readonly<Record<string, Door>> = {
  'GET /': 'open',
  'GET /assets/shop.js': 'open',
  'GET /assets/shop.css': 'open',
  'GET /demo/shop': 'open',
  'GET /demo/pictures/:name': 'open',
  'GET /demo/clock': 'open',
  'POST /demo/clock': 'open',
  'POST /demo/carts/restore': 'open',
  'POST /demo/quotes': 'open',
  'POST /demo/orders': 'open',
  'POST /demo/orders/list': 'open',
  'POST /demo/orders/:number/cancel': 'open',
  'POST /demo/sign-in': 'open',
  'POST /demo/newsletter': 'open',
}

const LISTED = 'https://shop.example'
const FOREIGN = 'https://evil.example'
const SHOP = {
  ...{ WINBACK_STOREFRONT: 'api', WINBACK_KEY: Buffer.alloc(32, 5).toString('base64') },
  ...{ WINBACK_ORIGINS: LISTED, WINBACK_METRICS_KEY: 'mk_test_0123456789abcdef' },
}

type Knock = { readonly as: string; readonly headers: Readonly<Record<string, string>> }

/** Status and code of a refusal; "in": whoever it was got past the door, whatever came of the rest. */
type Answer = string

const IN = 'in'
const NO_KEY = '401 key'
/** No browser sends the cookie so (SameSite), and no page of another site can read the answer. */
const ELSEWHERE = 'desk page of another site'

const expected = (door: Door, as: string): Answer => {
  const own = as === 'agent' || as === 'desk page'
  switch (door) {
    case 'open':
      return IN
    case 'desk page':
      return own ? IN : '403 foreign_page'
    case 'agent reads':
      return as === 'agent' || as === 'cookie alone' || as === ELSEWHERE ? IN : '401 sign_in'
    case 'agent acts':
      if (!own) return '403 foreign_page'
      return as === 'agent' ? IN : '401 sign_in'
    case 'metrics':
      if (as === 'secret key' || as === 'secret key in Basic' || as === 'metrics key') return IN
      return as === 'nobody' || own || as.endsWith('cookie') || as === 'cookie alone' ? IN : NO_KEY
    case 'page':
      if (as === 'page key' || as === 'page key of the shop' || as === 'page key of our own page') return IN
      if (as === 'secret key' || as === 'secret key in Basic') return IN
      break
    case 'secret':
      if (as === 'secret key' || as === 'secret key in Basic') return IN
      if (as === 'page key' || as === 'page key of the shop' || as === 'page key of our own page')
        return '403 page_key'
  }
  if (as === 'page key of another page' || as === 'page key of no page') return '403 origin'
  return as.startsWith('secret key of') ? '403 secret_in_browser' : NO_KEY
}

const REFUSALS = new Set(['key', 'page_key', 'origin', 'secret_in_browser', 'sign_in', 'foreign_page'])

describe.each([
  ['a shop of its own', SHOP, EVERYWHERE],
  [
    'the demo',
    { WINBACK_ORIGINS: LISTED, WINBACK_METRICS_KEY: SHOP.WINBACK_METRICS_KEY },
    { ...EVERYWHERE, ...DEMO_ONLY },
  ],
])('the doors of %s', (_, settings, doors) => {
  let server: TestServer
  let knocks: readonly Knock[]
  beforeAll(async () => {
    server = await startServer(settings)
    const { cookie } = await signIn(server)
    const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
    const page = bearer(server.pageKey)
    const secret = bearer(server.secretKey)
    const desk = { 'x-winback-desk': '1' }
    const basic = Buffer.from(`${server.secretKey}:`).toString('base64')
    knocks = Object.entries({
      nobody: {},
      'wrong key': bearer('sk_test_0123456789abcdee'),
      'empty key': bearer(''),
      'wrong key in Basic': { authorization: `Basic ${Buffer.from('x:').toString('base64')}` },
      'wrong key of a page': { ...bearer('wrong'), origin: LISTED },
      'page key': page,
      'page key of the shop': { ...page, origin: LISTED },
      'page key of our own page': { ...page, origin: server.url() },
      'page key of another page': { ...page, origin: FOREIGN },
      'page key of no page': { ...page, origin: 'null' },
      'secret key': secret,
      'secret key in Basic': { authorization: `Basic ${basic}` },
      'secret key of a page': { ...secret, origin: LISTED },
      'metrics key': bearer(SHOP.WINBACK_METRICS_KEY),
      'desk page': desk,
      'desk page of another site': { ...desk, origin: FOREIGN, cookie },
      'cookie alone': { cookie },
      'forged cookie': { cookie: 'winback_desk=b2xlbmE.9999999999999.forged' },
      agent: { ...desk, cookie },
    }).map(([as, headers]) => ({ as, headers }))
  })
  afterAll(() => server.stop())

  it('are those of the table, each and no other', () => {
    const there = server
      .routes()
      .flatMap(({ method, path }) => (method === 'HEAD' ? [] : `${method} ${path}`))
    expect(there.toSorted()).toEqual(Object.keys(doors).toSorted())
  })

  it.each(Object.entries(doors))('%s (%s)', async (route, door) => {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replace(/:\w+/g, 'x')
    const answers: Record<string, Answer> = {}
    for (const { as, headers } of knocks) {
      const control = new AbortController()
      const response = await fetch(server.url() + path, {
        ...{ method, signal: control.signal },
        headers: { ...headers, ...(method === 'POST' && { 'content-type': 'application/json' }) },
        ...(method === 'POST' && { body: '{}' }),
      })
      const isProblem = response.headers.get('content-type')?.includes('problem')
      const problem = isProblem ? ((await response.json()) as { code: string }) : null
      control.abort()
      expect(response.status, `${as} at ${route}`).toBeLessThan(500)
      answers[as] = problem && REFUSALS.has(problem.code) ? `${response.status} ${problem.code}` : IN
    }
    const wanted = knocks.map(({ as }) => [as, expected(door, as)])
    expect(answers).toEqual(Object.fromEntries(wanted))
  })

  it('tell pages of the list, and no others, that they may knock and read', async () => {
    for (const [route, door] of Object.entries(doors)) {
      const [method = '', path = ''] = route.split(' ')
      if (method !== 'POST') continue
      for (const origin of [LISTED, FOREIGN]) {
        const headers = { origin, 'access-control-request-method': 'POST' }
        const { status, headers: told } = await call(
          server.url() + path.replace(/:\w+/g, 'x'),
          undefined,
          headers,
          'OPTIONS',
        )
        const may = door === 'page' && origin === LISTED
        expect({ route, status, may: told.get('access-control-allow-origin') }).toEqual({
          ...{ route, status: door !== 'page' ? 405 : may ? 204 : 403 },
          may: may ? LISTED : null,
        })
      }
    }
  })

  it('let metrics through to this machine only, not to whoever comes by a proxy on it', async () => {
    const read = (headers: Record<string, string>) => call(`${server.url()}/metrics`, undefined, headers)
    expect((await read({})).status).toBe(200)
    expect((await read({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(401)
  })
})
