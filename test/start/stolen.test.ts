// Somebody takes the data folder and the log: there is no code in any of it, however it is written.
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { archiveJournal } from '../../src/stores/sqlite/archive.ts'
import { clientOf, shopperWithCode } from '../http/client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, KEYS, startProcess } from '../server-process.ts'

const formsOf = (code: string): readonly string[] => {
  const body = code.slice(code.indexOf('-') + 1)
  return [body, body.replaceAll('-', ''), body.replaceAll('-', ' ')]
}

it('a stolen data folder, journal, archive, outbox or log yields no code', { timeout: 60_000 }, async () => {
  const { folder, remove } = aFolder()
  const { url, child, log, ended } = await startProcess(folder, { WINBACK_LOG: 'debug' })
  const server = { url: () => url, pageKey: KEYS.page, secretKey: KEYS.secret } as TestServer
  const client = clientOf(server)
  const codes: string[] = []
  for (let n = 0; n < 4; n++) {
    const { code, visitor, talk } = await shopperWithCode(server)
    codes.push(code)
    // Typed in the chat, tried by strangers until it is frozen, kept, used, and named by an order.
    talk.say({ kind: 'say', id: randomUUID(), text: `my code ${code.toLowerCase()} does not work` })
    const order = { id: randomUUID(), total: '2690.00' }
    const mine = { code, order, shopper: { anonymousId: visitor } }
    if (n < 2)
      for (let by = 0; by < 6; by++)
        await client.shop('/v1/validations', { ...mine, shopper: { userId: `u-${n}-${by}` } })
    if (n < 2)
      codes.push((await talk.line((line) => line.code !== undefined && line.code.text !== code)).code!.text)
    await client.shop('/v1/locks', { ...mine, for: '5m' }, { 'idempotency-key': randomUUID() })
    if (n % 2 === 0) await client.redeem(randomUUID(), mine)
    await client.shop('/v1/track', {
      ...{ messageId: randomUUID(), event: 'Order Completed', anonymousId: visitor },
      properties: { order_id: order.id, total: 2690, coupon: code.toLowerCase(), currency: 'UAH' },
    })
    talk.close()
  }
  await client.forward('40d')
  expect(new Set(codes).size).toBe(6)
  const data = join(folder, 'data')
  const look = (): readonly string[] =>
    readdirSync(data, { recursive: true, withFileTypes: true }).flatMap((file) => {
      if (!file.isFile()) return []
      const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1').toUpperCase()
      for (const form of codes.flatMap(formsOf))
        expect(bytes.includes(form), `${form} in ${file.name}`).toBe(false)
      return [file.name]
    })
  // While it runs (the write-ahead log is there), and after its journal went to files.
  expect(look().some((name) => name.endsWith('-wal'))).toBe(true)
  child.kill('SIGTERM')
  await ended
  expect(await archiveJournal(join(data, 'winback.db'), Number.MAX_SAFE_INTEGER)).toBeGreaterThan(10)
  expect(look().some((name) => name.endsWith('.jsonl'))).toBe(true)
  expect(log().length).toBeGreaterThan(1_000)
  for (const form of codes.flatMap(formsOf)) expect(log().toUpperCase().includes(form)).toBe(false)
  remove()
})
