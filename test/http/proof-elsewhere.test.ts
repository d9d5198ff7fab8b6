// A letter that shows whose a mailbox is goes to that mailbox or nowhere: who typed a stranger's address gets no
// word of it by another channel, whatever becomes of the letter.
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DeliveryError } from '../../src/ports/channel.ts'
import { startServer, type TestServer } from '../server.ts'
import { clientOf, shopperWithCode } from './client.ts'
import { createMessenger } from './messenger.ts'

const telegram = createMessenger()
let letters = 0
let server: TestServer
beforeAll(async () => {
  server = await startServer(
    {},
    (folder) => appendFileSync(join(folder, 'flows', 'shop.yaml'), '\nchannels: [web, telegram, email]\n'),
    async (config, parts) => [
      ...(await telegram.adapters(config, parts)),
      {
        channels: [
          {
            name: 'email',
            can: { buttons: 0, text: 100_000, writes_first: true },
            send: async () => {
              letters++
              throw new DeliveryError('no_such_mailbox', false)
            },
          },
        ],
      },
    ],
  )
})
afterAll(() => server.stop())

it('falls through to no other channel of whoever typed it', async () => {
  const { token, talk } = await shopperWithCode(server)
  const { page } = clientOf(server)
  const { links } = (await page('/v1/links', { anonymousId: token })).body
  await telegram.opens('thief', links[0].url)
  await telegram.heard('thief', ({ code }) => code !== undefined)
  await telegram.presses('thief', 'send_email')
  await telegram.heard('thief', ({ choices }) => choices.some(({ id }) => id === 'send_yes'))
  await telegram.presses('thief', 'send_yes')
  await telegram.says('thief', 'victim@example.com')
  await telegram.heard('thief', ({ text }) => text.includes('v•••@example.com'))
  for (let n = 0; n < 40 && letters === 0; n++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(letters).toBe(1)
  // Whatever the failure led to has left by then.
  await telegram.says('thief', `still there ${randomUUID()}`)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(JSON.stringify(telegram.sent)).not.toContain('/confirm/')
  talk.close()
})
