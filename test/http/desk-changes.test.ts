// What an open desk hears while others work: that something has changed, and how often.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'
import { clientOf } from './client.ts'
import { signIn } from './desk-client.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** An agent's page that listens, and how many words it has heard. */
const listener = async () => {
  const { cookie } = await signIn(server)
  const leave = new AbortController()
  const { body } = await fetch(`${server.url()}/desk/api/changes`, {
    ...{ headers: { cookie }, signal: leave.signal },
  })
  let heard = ''
  const read = async (): Promise<void> => {
    for await (const part of body!) heard += Buffer.from(part).toString()
  }
  read().catch(() => {})
  return { words: () => heard.split('data: changed').length - 1, leave: () => leave.abort() }
}

describe('an open desk', () => {
  it('hears of a busy shop now and then, not of each of its events', async () => {
    const desk = await listener()
    const batch = Array.from({ length: 200 }, (_, n) => ({
      ...{ type: 'track', messageId: randomUUID(), event: 'Product Added', anonymousId: `busy-${n}` },
      properties: { product_id: 'mug', price: '390.00', quantity: 1 },
    }))
    await clientOf(server).shop('/v1/batch', { batch })
    await expect.poll(desk.words).toBeGreaterThan(0)
    expect(desk.words()).toBeLessThan(50)
    desk.leave()
  })

  it('hears of an edit of the rules, though nobody does anything', async () => {
    const desk = await listener()
    appendFileSync(join(server.folder, 'flows', 'offers.yaml'), '  kind_25: { amount: 25 UAH, valid: 1d }\n')
    await expect.poll(desk.words, { timeout: 8000 }).toBeGreaterThan(0)
    desk.leave()
  }, 15_000)
})
