// Erasure of somebody who writes by the Bot Framework and whose ticket hangs in Slack: what adapters keep in notes of
// theirs goes too, the person's id at the channel first of all.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Azure, inTeams, post, startAzure } from '../channels/bot-framework/azure.ts'
import { SECRET } from '../desks/slack/member.ts'
import { BOT, CHANNEL, type Slack, startSlack } from '../desks/slack/stub.ts'
import { startServer, type TestServer } from '../server.ts'

let slack: Slack
let azure: Azure
let server: TestServer
beforeAll(async () => {
  slack = await startSlack()
  azure = await startAzure()
  server = await startServer({
    ...azure.settings,
    ...{ SLACK_BOT_TOKEN: BOT, SLACK_CHANNEL: CHANNEL },
    ...{ SLACK_API_URL: slack.apiUrl(), SLACK_SIGNING_SECRET: SECRET },
  })
})
afterAll(async () => {
  await server.stop()
  await slack.stop()
  await azure.stop()
})

const leftIn = (folder: string, texts: readonly string[]): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return leftIn(path, texts)
    const bytes = readFileSync(path)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${path}: ${text}`)
  })

it('leaves no note with the person, and none of the tickets', async () => {
  const person = '29:1personal-id-of-hanna'
  const conversation = 'a:conversation-of-hanna'
  const said = (text: string) =>
    post(
      server,
      inTeams(azure, {
        ...{ type: 'message', text, from: { id: person, name: 'Hanna' } },
        conversation: { id: conversation, conversationType: 'personal' },
      }),
      azure.tokenOf(),
    )
  expect((await said('людину!')).status).toBe(200)
  const card = await slack.until(() => slack.cards()[0], 'the card')
  const ticket = card.metadata.event_payload.ticket as string
  const shopper = ticket.slice(0, ticket.indexOf('.'))
  await azure.called(({ body }) => body?.type === 'message')
  const data = join(server.folder, 'data')
  // The desk has kept where the talk stands in the thread: nothing of it is on its way any more.
  await expect
    .poll(() => leftIn(data, ['\\"shown\\":2', '"shown":2']).length, { timeout: 20_000 })
    .toBeGreaterThan(0)
  const texts = [person, conversation, ticket]
  expect(leftIn(data, texts).length).toBeGreaterThan(2)
  const { status } = await fetch(`${server.url()}/v1/shoppers/${shopper}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': 'desks' },
  })
  expect(status).toBe(200)
  expect(leftIn(data, [...texts, shopper])).toEqual([])
})
