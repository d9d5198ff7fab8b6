import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const DOORS = [
  '/v1/track',
  '/v1/identify',
  '/v1/batch',
  '/v1/validations',
  '/v1/redemptions',
  '/v1/redemptions/x/rollback',
  '/v1/visitors',
]

describe('errors', () => {
  it.each(DOORS)('%s: without a key, and with a wrong one, nobody gets in', async (path) => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'Basic d3Jvbmc6' }]) {
      const { status, type, body } = await call(server.url() + path, {}, headers)
      expect(status).toBe(401)
      expect(type).toContain('application/problem+json')
      expect(body).toMatchObject({ code: 'key', status: 401 })
    }
  })

  it.each(DOORS)('%s: what is not JSON is a problem of the request, not of the server', async (path) => {
    const headers = { authorization: `Bearer ${server.secretKey}` }
    expect(await call(server.url() + path, '{"a":', headers)).toMatchObject({
      status: 400,
      body: { code: 'invalid_json' },
    })
  })

  it.each(DOORS.filter((path) => path.startsWith('/v1/valid') || path.startsWith('/v1/redem')))(
    '%s: the page key is not enough',
    async (path) => {
      const headers = { authorization: `Bearer ${server.pageKey}`, 'idempotency-key': 'k' }
      expect(await call(server.url() + path, {}, headers)).toMatchObject({
        status: 403,
        body: { code: 'page_key' },
      })
    },
  )

  it('names every fault with its path', async () => {
    const body = { messageId: 'm', event: 'Product Added', anonymousId: 'v', properties: { price: '1.999' } }
    const answer = await call(`${server.url()}/v1/track`, body, {
      authorization: `Bearer ${server.secretKey}`,
    })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toEqual([
      'properties.product_id',
      'properties.price',
    ])
  })

  it('answers an unknown page, a wrong method, a large body and another kind of body as problems', async () => {
    const url = server.url()
    const headers = { authorization: `Bearer ${server.secretKey}` }
    expect(await call(`${url}/v1/nothing`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const wrong = await call(`${url}/v1/redemptions/x/rollback`)
    expect(wrong).toMatchObject({ status: 405, body: { code: 'method' } })
    expect(wrong.headers.get('allow')).toBe('POST')
    const large = await call(`${url}/v1/track`, { a: 'x'.repeat(1024 * 1024) }, headers)
    expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } })
    const text = await call(`${url}/v1/track`, 'a', { ...headers, 'content-type': 'text/csv' })
    expect(text).toMatchObject({ status: 415, body: { code: 'media_type' } })
  })

  it('answers an address that can not be read as one that is not there', async () => {
    const headers = { authorization: `Bearer ${server.secretKey}` }
    for (const id of ['%E0%A4%A', 'x'.repeat(300)]) {
      const answer = await call(`${server.url()}/v1/redemptions/${id}/rollback`, {}, headers)
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
  })

  it('says that it runs and that it can work', async () => {
    expect((await call(`${server.url()}/healthz`)).body).toEqual({ status: 'ok' })
    expect((await call(`${server.url()}/readyz`)).body).toEqual({ status: 'ready' })
  })

  it("lets pages run our own scripts only, in nobody else's frame", async () => {
    for (const path of ['/', '/desk']) {
      const { headers } = await call(server.url() + path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('pages of another origin', () => {
  it('may call the doors for pages if they are on the list, and no others may', async () => {
    const listed = await startServer({ WINBACK_ORIGINS: 'https://shop.example' })
    const preflight = (origin: string) =>
      call(
        `${listed.url()}/v1/track`,
        undefined,
        { origin, 'access-control-request-method': 'POST' },
        'OPTIONS',
      )
    const allowed = await preflight('https://shop.example')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
    await listed.stop()
  })
})
