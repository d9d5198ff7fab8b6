// What comes over the wire and is no request: cut off in time, and answered in the same form as everything else.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer } from '../../src/http/server.ts'
import { createLog } from '../../src/start/log.ts'
import { startServer, type TestServer } from '../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const send = async (text: string): Promise<string> => {
  const { hostname, port } = new URL(server.url())
  const socket = connect(Number(port), hostname)
  let told = ''
  socket.setEncoding('utf8').on('data', (said: string) => {
    told += said
  })
  socket.write(text)
  await once(socket, 'close')
  return told
}

describe('what is no request of HTTP', () => {
  it.each([
    ['nonsense', 'HELO\r\n\r\n', 400, 'bad_request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'huge headers',
      `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
  ])('%s is answered with a problem, and the connection ends', async (_name, text, status, code) => {
    const told = await send(text)
    expect(told).toContain(`HTTP/1.1 ${status} `)
    expect(told).toContain('application/problem+json')
    expect(JSON.parse(told.split('\r\n\r\n')[1]!)).toMatchObject({ status, code })
  })

  it('a request that trickles in is not waited for without end', () => {
    const { app } = createServer({ log: createLog('silent'), trusts: () => false })
    expect(app.server.requestTimeout).toBeGreaterThan(0)
    expect(app.server.requestTimeout).toBeLessThanOrEqual(120_000)
  })
})
