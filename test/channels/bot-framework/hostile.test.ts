// Activities with a good token and anything at all in them: the door answers, and never breaks.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readActivity } from '../../../src/channels/bot-framework/activity.ts'
import { isMentioned, withoutMention } from '../../../src/channels/bot-framework/mentions.ts'
import { readPress } from '../../../src/channels/bot-framework/pressed.ts'
import { actOf, readPress as readDeskPress } from '../../../src/desks/teams/press.ts'
import { startServer, type TestServer } from '../../server.ts'
import { type Azure, inTeams, post, startAzure } from './azure.ts'

let azure: Azure
let server: TestServer
beforeAll(async () => {
  azure = await startAzure()
  const agents = 'bbbbbbbb-0000-4000-8000-000000000001:olena'
  server = await startServer({ ...azure.settings, TEAMS_AGENTS: agents, WINBACK_LOG: 'silent' })
})
afterAll(async () => {
  await server.stop()
  await azure.stop()
})

const FIELDS = [
  ...[
    'type',
    'id',
    'name',
    'locale',
    'action',
    'replyToId',
    'from',
    'recipient',
    'conversation',
    'text',
    'value',
  ],
  ...['entities', 'attachments', 'membersAdded', 'channelData', 'timestamp', '__proto__', 'constructor'],
]
const TYPES = ['message', 'invoke', 'conversationUpdate', 'installationUpdate', 'messageReaction', 'x']

it('whatever stands in the fields of an activity', async () => {
  const token = azure.tokenOf()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TYPES),
      fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
      async (type, more) => {
        const { status } = await post(server, inTeams(azure, { type, ...more }), token)
        expect([200, 400, 404]).toContain(status)
      },
    ),
    { numRuns: 120, seed: 7 },
  )
})

it('whatever bytes an activity is made of', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readActivity(bytes)).toBeNull()
    }),
  )
})

it('whatever a button is said to have sent', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, more) => {
      readPress(value)
      readPress({ winback: value })
      const press = readDeskPress({ winback_desk: value, offer: more, why: more })
      if (press) actOf(press)
    }),
  )
})

it('a mention goes out of the words wherever it stands, and other words stay', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-zа-я0-9]{1,10}$/),
      fc.stringMatching(/^[a-zа-я0-9]{1,10}$/),
      (one, two) => {
        const activity = readActivity(
          Buffer.from(
            JSON.stringify(
              inTeams(azure, {
                text: `${one} <at>Winback</at>&nbsp;${two}`.replace('&nbsp;', '\u00a0'),
                entities: [
                  { type: 'mention', text: '<at>Winback</at>', mentioned: { id: '28:bot' } },
                  { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web' },
                ],
              }),
            ),
          ),
        )!
        expect(isMentioned(activity)).toBe(true)
        expect(withoutMention(activity)).toBe(`${one} ${two}`)
      },
    ),
  )
})

it('a long message of nothing but markup is read in one pass', () => {
  for (const part of ['<at', '<at>', '<at>x</at', '<'])
    for (const text of [part.repeat(25_000)]) {
      const began = process.threadCpuUsage()
      withoutMention({ ...readActivity(Buffer.from(JSON.stringify(inTeams(azure))))!, text })
      const { user } = process.threadCpuUsage(began)
      // In squares of its length it took a second and more.
      expect(user / 1000).toBeLessThan(300)
    }
  const said = withoutMention({
    ...readActivity(Buffer.from(JSON.stringify(inTeams(azure))))!,
    text: '<at>Olena</at> and <AT id="1">Taras</AT>: 2 < 3',
  })
  expect(said).toBe('Olena and Taras: 2 < 3')
})

it('a list longer than anybody sends is no activity', () => {
  const activity = inTeams(azure, { attachments: Array.from({ length: 201 }, () => ({})) })
  expect(readActivity(Buffer.from(JSON.stringify(activity)))).toBeNull()
})

it('a token that is refused writes nothing to the console', async () => {
  const write = vi.spyOn(process.stderr, 'write')
  const webchat = azure.tokenOf({}, { key: azure.keys.webchatOnly })
  const over = azure.tokenOf({ exp: Math.floor(Date.now() / 1000) - 3600 })
  for (const token of [webchat, over, azure.tokenOf({}, { key: azure.keys.stranger })])
    expect((await post(server, inTeams(azure), token)).status).toBeGreaterThanOrEqual(401)
  const said = write.mock.calls.map(([text]) => String(text)).join('')
  write.mockRestore()
  expect(said).not.toContain('RSA PUBLIC KEY')
  expect(said).not.toContain('TokenExpiredError')
})
