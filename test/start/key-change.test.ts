// The sealing key changed with codes out: whole servers on one data folder, with the one key, both, and the other.

import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import { compose, type Running } from '../../src/main.ts'
import { createSeal } from '../../src/seal.ts'
import { openKeys } from '../../src/start/sealing-key.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { chat, clientOf, shopperWithCode as talking } from '../http/client.ts'
import { newFolder, type TestServer, testConfig } from '../server.ts'

const OLD = Buffer.alloc(32, 1).toString('base64')
const NEW = Buffer.alloc(32, 2).toString('base64')
const bytes = (key: string) => new Uint8Array(Buffer.from(key, 'base64'))

let folder = ''
let running: Running | null = null
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  await running?.stop()
  running = null
  rmSync(folder, { recursive: true, force: true })
})

const start = async (keys: Readonly<Record<string, string>>): Promise<TestServer> => {
  await running?.stop()
  running = null
  const made = await compose(testConfig(folder, keys))
  running = made
  const config = testConfig(folder, keys)
  return {
    url: () => made.url,
    folder,
    pageKey: config.pageKey,
    secretKey: config.secretKey,
  } as TestServer
}
const shopperWithCode = async (server: TestServer) => {
  const shopper = await talking(server)
  shopper.talk.close()
  return shopper
}
const order = (id: string) => ({ id, total: '2690.00' })
const use = (server: TestServer, code: string, visitor: string) =>
  clientOf(server).redeem(randomUUID(), {
    ...{ code, order: order(randomUUID()), shopper: { anonymousId: visitor } },
  })
const until = async (holds: () => boolean): Promise<void> => {
  for (let n = 0; n < 500 && !holds(); n++) await new Promise((done) => setTimeout(done, 20))
  expect(holds()).toBe(true)
}
const isChanging = () => existsSync(join(folder, 'data', 'key-old'))

/** What is in the store, sealed by which key. */
const sealedBy = async (key: string) => {
  const seal = createSeal(bytes(key))
  const store = await openSqliteStore(join(folder, 'data', 'winback.db'), { readonly: true })
  let count = 0
  for await (const document of store.records.shoppers()) {
    const shopper = readDocument(document)
    const { key: wrapped } = await store.load(shopper.id)
    if (wrapped && seal.isNewest(wrapped, 'key')) count++
    count += shopper.codes.filter(({ id, sealed }) => seal.isNewest(sealed, id)).length
  }
  await store.close()
  return count
}

describe('the sealing key, changed with codes out', () => {
  it('opens and finds everything with both, and then with the new one alone', {
    timeout: 120_000,
  }, async () => {
    let server = await start({ WINBACK_KEY: OLD })
    const first = await shopperWithCode(server)
    const second = await shopperWithCode(server)
    const third = await shopperWithCode(server)
    const key = randomUUID()
    const body = { code: third.code, order: order('B-1'), shopper: { anonymousId: third.visitor } }
    const used = await clientOf(server).redeem(key, body)
    expect(used.status).toBe(201)

    server = await start({ WINBACK_KEY: NEW, WINBACK_KEY_OLD: OLD })
    expect((await use(server, first.code, first.visitor)).status).toBe(201)
    const fourth = await shopperWithCode(server)
    await until(() => !isChanging())
    expect((await use(server, fourth.code, fourth.visitor)).status).toBe(201)
    await running?.stop()
    running = null
    expect(await sealedBy(OLD)).toBe(0)
    expect(await sealedBy(NEW)).toBeGreaterThan(0)

    server = await start({ WINBACK_KEY: NEW })
    // A repeat of before is still the same one, with the same answer.
    expect((await clientOf(server).redeem(key, body)).body).toEqual(used.body)
    expect((await use(server, second.code, second.visitor)).status).toBe(201)
    const again = await clientOf(server).page('/v1/track', {
      ...{ messageId: randomUUID(), event: 'Product Viewed', anonymousId: second.visitor },
      properties: { product_id: 'p' },
    })
    expect(again.status).toBe(200)
    // The visitor's token was signed before, and the talk shows its code.
    const talk = await chat(server, second.token)
    await talk.line((line) => line.code?.text === second.code)
    talk.close()
    const fifth = await shopperWithCode(server)
    expect((await use(server, fifth.code, fifth.visitor)).status).toBe(201)
  })

  it('is no reason to start with the new one alone before it is done, nor with the old one after', async () => {
    const dataOf = (key: string, old?: string) =>
      openKeys({
        ...{ data: join(folder, 'data'), key: bytes(key), keyFile: join(folder, 'key'), storefront: null },
        ...(old && { keyOld: bytes(old) }),
      })
    await start({ WINBACK_KEY: OLD })
    await running?.stop()
    running = null
    expect(() => dataOf(NEW)).toThrow('To change the key, give the one before as WINBACK_KEY_OLD')
    expect(dataOf(NEW, OLD).old).not.toBeNull()
    expect(isChanging()).toBe(true)
    expect(() => dataOf(NEW)).toThrow('still sealed with the key before this one')
    expect(() => dataOf(OLD)).toThrow('another key')
    const third = Buffer.alloc(32, 3).toString('base64')
    expect(() => dataOf(third, NEW)).toThrow('is not finished')
    await start({ WINBACK_KEY: NEW, WINBACK_KEY_OLD: OLD })
    await until(() => !isChanging())
    await start({ WINBACK_KEY: NEW })
    expect(dataOf(third, NEW).old).not.toBeNull()
  })
})
