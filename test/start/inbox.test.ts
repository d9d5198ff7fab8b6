// What channels hand in while the store can keep nothing: each is told so, and the log is told once.
import { expect, it } from 'vitest'
import { createInbox } from '../../src/start/inbox.ts'

it('answers "failed" to each, and tells the log once', async () => {
  const told: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (_: object, text: string) => void told.push(text) }
  const accept = () => Promise.reject(new Error('the disk failed'))
  const inbox = createInbox({
    engine: () => ({ accept }) as never,
    clock: () => 0,
    log,
    arrive: async () => null,
  })
  const from = { channel: 'telegram', id: '7' }
  const hear = (id: string) => inbox.hear({ id, from, what: { kind: 'said', text: 'hello', address: from } })
  expect(await Promise.all(['1', '2', '3'].map(hear))).toEqual(['failed', 'failed', 'failed'])
  expect(told).toEqual(['nothing could be kept of what a channel brought; it is tried again'])
})
