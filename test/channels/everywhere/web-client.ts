// The chat on the shop's page as a transcript's channel: our own sockets on a free port, and a WebSocket at their other end.
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { createWebChannel } from '../../../src/channels/web/channel.ts'
import type { ChatLine, ServerSays } from '../../../src/channels/web/protocol.ts'
import { createSockets } from '../../../src/channels/web/sockets.ts'
import { createVisitors } from '../../../src/channels/web/visitor.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import { isSame } from '../../../src/http/auth.ts'
import { trustsOf } from '../../../src/http/proxies.ts'
import { createChatDoors } from '../../../src/start/chat-doors.ts'
import { missing } from './shown.ts'

const PAGE_KEY = 'pk_everywhere_0123456789'

export const throughWeb: Through = async ({ engine, store, seal, clock, log }) => {
  const visitors = createVisitors(seal, randomBytes, isSame)
  const { visitor, token } = visitors.issue()
  // Bound late, as main does it: the engine is opened after its channels.
  const late = new Proxy({} as ReturnType<typeof engine>, {
    get: (_, name) => engine()[name as keyof ReturnType<typeof engine>],
  })
  const sockets = createSockets(
    createChatDoors({
      ...{ engine: late, store, seal, visitors, clock, log, pageKey: PAGE_KEY, origins: [] },
      shown: async () => {},
      pushKey: null,
      linksOf: async () => ({ links: [], until: 0 }),
      ...{ trusts: trustsOf(0), countryOf: () => null as never },
    }),
  )
  const server = createServer().on('upgrade', sockets.upgrade)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/chat?key=${PAGE_KEY}`)
  const lines: ChatLine[] = []
  const heard = new Set<string>()
  let look = (): void => {}
  socket.on('message', (data) => {
    const says = JSON.parse(data.toString()) as ServerSays
    if (says.kind === 'line') lines.push(says.line)
    if (says.kind === 'page') lines.splice(0, lines.length, ...says.lines)
    if (says.kind === 'heard') heard.add(says.id)
    look()
  })
  const until = (is: () => boolean): Promise<void> =>
    new Promise((done) => {
      look = () => is() && done()
      look()
    })
  await new Promise((done) => socket.on('open', done))
  socket.send(JSON.stringify({ kind: 'hello', token, last: 0 }))
  const channel = createWebChannel((who) => sockets.wakeVisitor(who))
  return {
    address: { channel: 'web', id: visitor },
    channel: {
      ...channel,
      send: async (message) => {
        await channel.send(message)
        await until(() => lines.some((line) => missing(message, JSON.stringify(line)) === null))
      },
    },
    does: async ({ kind, text, choice }) => {
      const id = randomUUID()
      if (kind === 'chat_opened') socket.send(JSON.stringify({ kind: 'open', id }))
      else if (choice) socket.send(JSON.stringify({ kind: 'choose', id, choice, text }))
      else socket.send(JSON.stringify({ kind: 'say', id, text }))
      await until(() => heard.has(id))
    },
    close: async () => {
      socket.terminate()
      sockets.close()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
