// Bodies that are not what they say, and such as would hold everybody up: refused, and the server stands.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

it.each([
  ['/v1/visitors', undefined, 415],
  ['/v1/track', 'text/csv', 415],
  ['/v1/track', 'application/json', 400],
  ['/nowhere', undefined, 404],
])('%s with %s takes no rubbish for gzip', async (path, type, status) => {
  const headers = { 'content-encoding': 'gzip', ...(type && { 'content-type': type }) }
  const body = new Uint8Array([0x7b, 0x7d])
  const answer = await fetch(server.url() + path, { method: 'POST', headers, body })
  expect(answer.status).toBe(status)
  await answer.text()
  // The stream fails a moment after the answer.
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await fetch(`${server.url()}/healthz`)).status).toBe(200)
})

it('a body of tens of thousands of fields is refused before it is read', async () => {
  const fields = (many: number): string =>
    JSON.stringify({
      messageId: 'a',
      anonymousId: 'b',
      event: 'x',
      properties: Object.fromEntries(Array.from({ length: many }, (_, n) => [`k${n}`, 1])),
    })
  const send = async (body: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.secretKey}` }
    const answer = await fetch(`${server.url()}/v1/track`, { method: 'POST', headers, body })
    return [answer.status, ((await answer.json()) as { code: string }).code]
  }
  expect(await send(fields(50_000))).toEqual([413, 'too_large'])
  expect(await send(fields(1_500))).toEqual([400, 'invalid_input'])
  expect(await send(fields(900))).toEqual([400, 'unknown_event'])
})
