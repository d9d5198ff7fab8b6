// Bodies that say they are packed with gzip and are not, at doors that never read them: refused, and the server stands.
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
