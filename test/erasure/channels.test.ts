// Erasure of somebody with several addresses: joined by a link, taken off again, typed and never confirmed, with letters
// that never left. No byte of any of them stays in the data folder.
import { randomUUID } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DeliveryError } from '../../src/ports/channel.ts'
import { clientOf, shopperWithCode } from '../http/client.ts'
import { createMessenger } from '../http/messenger.ts'
import { startServer, type TestServer } from '../server.ts'

const telegram = createMessenger()
let letters = 0
let server: TestServer
beforeAll(async () => {
  server = await startServer(
    {},
    (folder) =>
      appendFileSync(join(folder, 'flows', 'shop.yaml'), '\nchannels: [web, telegram, email, sms]\n'),
    async (config, parts) => [
      ...(await telegram.adapters(config, parts)),
      {
        channels: ['email', 'sms'].map((name) => ({
          ...{ name, can: { buttons: 0, text: 100_000, writes_first: true } },
          send: async () => {
            letters++
            throw new DeliveryError('full', name === 'email')
          },
        })),
      },
    ],
  )
})
afterAll(() => server.stop())

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })
const leftIn = (texts: readonly string[]): readonly string[] =>
  filesOf(join(server.folder, 'data')).flatMap((path) => {
    const bytes = readFileSync(path)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${path}: ${text}`)
  })

const { erase, joined } = {
  /** A customer with a code, who goes on in a messenger. */
  joined: async (user: string, address: string) => {
    const { page, shop } = clientOf(server)
    const { visitor, token, talk } = await shopperWithCode(server)
    await shop('/v1/identify', { messageId: randomUUID(), userId: user, anonymousId: visitor, traits: {} })
    const { links } = (await page('/v1/links', { anonymousId: token })).body
    await telegram.opens(address, links[0].url)
    await telegram.heard(address, ({ code }) => code !== undefined)
    talk.close()
    return visitor
  },
  erase: async (user: string) => {
    const { status } = await fetch(`${server.url()}/v1/shoppers/${user}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': user },
    })
    expect(status).toBe(200)
  },
}

it('leaves no byte of what was joined, typed and never confirmed, or waits to be sent', async () => {
  const [user, chat] = ['customer-hanna-551', 'tg-735199887701']
  const [mail, phone] = ['typed.never.confirmed@poshta.example', '+380679998877']
  const visitor = await joined(user, chat)
  for (const [channel, address] of [
    ['email', mail],
    ['sms', phone],
  ] as const) {
    await telegram.presses(chat, `send_${channel}`)
    await telegram.presses(chat, 'send_yes')
    await telegram.says(chat, address)
  }
  for (let n = 0; n < 100 && letters < 2; n++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(letters).toBeGreaterThan(1)
  expect(leftIn([mail]).length).toBeGreaterThan(0)
  await erase(user)
  expect(leftIn([mail, 'typed.never', phone, '79998877', chat, user, visitor])).toEqual([])
})

it('leaves no byte of an address that was taken off again', async () => {
  const [user, chat] = ['customer-olha-552', 'tg-735199887702']
  const visitor = await joined(user, chat)
  await telegram.presses(chat, 'not_me')
  await telegram.heard(chat, ({ text }) => text.includes('більше не пов’язана'))
  expect(leftIn([chat]).length).toBeGreaterThan(0)
  await erase(user)
  expect(leftIn([chat, user, visitor])).toEqual([])
})
