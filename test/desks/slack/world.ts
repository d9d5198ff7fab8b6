// A shop with a desk in Slack: the real engine, a stub of Slack, shoppers at the chat.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chat, clientOf } from '../../http/client.ts'
import { startServer, type TestServer } from '../../server.ts'
import { byHttp, bySocket, type Carrier, memberOf, SECRET } from './member.ts'
import { APP, BOT, CHANNEL, type Posted, type Slack, startSlack } from './stub.ts'

/** Cards in English, so that the tests read well. */
const inEnglish = (folder: string): void => {
  const file = join(folder, 'flows/shop.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^languages: .*$/m, 'languages: [en, uk, ru]'))
}

/** Lines under `agents:` of the shop's rules. */
export const withAgents =
  (...lines: readonly string[]) =>
  (folder: string): void => {
    const file = join(folder, 'flows/shop.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^agents:.*$/m, ['$&', ...lines].join('\n  ')))
  }

/** Roles of agents, as they stand in the shop's rules. */
export const withRoles = (roles: string) => withAgents(`roles: ${roles}`)

export const slackWorld = async (
  more: Readonly<Record<string, string>> = {},
  {
    socket = false,
    prepare,
  }: { readonly socket?: boolean; readonly prepare?: (folder: string) => void } = {},
) => {
  const slack = await startSlack()
  const by: Record<string, string> = socket ? { SLACK_APP_TOKEN: APP } : { SLACK_SIGNING_SECRET: SECRET }
  const server: TestServer = await startServer(
    { SLACK_BOT_TOKEN: BOT, SLACK_CHANNEL: CHANNEL, SLACK_API_URL: slack.apiUrl(), ...by, ...more },
    (folder) => {
      inEnglish(folder)
      prepare?.(folder)
    },
  )
  if (socket) await slack.until(() => slack.sockets.size > 0, 'the socket')
  const carry: Carrier = socket ? bySocket(slack) : byHttp(() => server.url())
  const texts = (posted: Posted): string => JSON.stringify([posted.text, posted.blocks])
  return {
    ...{ slack, server, carry, texts },
    member: (user: string) => memberOf(slack, carry, user),
    /** A shopper with a cart of this sum, which no other has, asked for a person, and the card is there. */
    wantsAgent: async (price: number, words = 'I want a person', name = `item-${price}`) => {
      const client = clientOf(server)
      const { visitor, token } = await client.visitor()
      await client.add(visitor, name, price)
      const talk = await chat(server, token)
      talk.say({ kind: 'say', id: randomUUID(), text: words })
      const card = await slack.until(
        () => slack.cards().find((one) => texts(one).includes(`• ${name} ×`)),
        `the card of ${name}`,
      )
      return { client, visitor, talk, card, ticket: card.metadata.event_payload.ticket as string }
    },
    stop: async () => {
      await server.stop()
      await slack.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof slackWorld>>
export type { Slack }
