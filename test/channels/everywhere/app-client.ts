// The other end of the channel of a shop's own app: its server, which signs and checks with a library of its own.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { openApp } from '../../../src/channels/app/open.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import { missing } from './shown.ts'

/** As an app would take it: what is signed wrongly or came before is not shown. */
export const openAppServer = async (secret: Uint8Array) => {
  const webhook = new Webhook(Buffer.from(secret).toString('base64'))
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  const shown = new Map<string, any>()
  let answer: { status: number; headers?: Record<string, string> } = { status: 200 }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    try {
      webhook.verify(body, request.headers as Record<string, string>)
    } catch {
      return void response.writeHead(401).end()
    }
    if (answer.status < 300) shown.set(String(request.headers['webhook-id']), JSON.parse(body))
    response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/winback`,
    shown,
    answerWith: (next: typeof answer) => {
      answer = next
    },
    /** The headers that a message of the app carries. */
    sign: (id: string, body: string, at = new Date()) => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, at, body),
    }),
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

export const throughApp: Through = async ({ inbox }) => {
  const key = randomBytes(32)
  const app = await openAppServer(key)
  const { channels, hooks } = openApp({ key, url: app.url }, { inbox })
  const [channel] = channels ?? []
  const [hook] = hooks ?? []
  if (!channel || !hook) throw new Error('The app opens a channel and a hook')
  let sent = 0
  return {
    address: { channel: 'app', id: 'device-1' },
    channel: {
      ...channel,
      send: async (message) => {
        await channel.send(message)
        const lost = missing(message, JSON.stringify(app.shown.get(message.key)))
        if (lost !== null) throw new Error(`the app does not show ${lost}`)
      },
    },
    does: async ({ kind, ...what }) => {
      const body = JSON.stringify({
        kind: kind === 'chat_opened' ? 'opened' : kind,
        shopper: 'device-1',
        text: what.text,
        choice: what.choice,
      })
      const { status } = await hook.answer({
        ...{
          method: 'POST',
          url: hook.path,
          params: {},
          query: new URLSearchParams(),
          sender: '',
          origin: '',
        },
        ...{ headers: app.sign(`m${++sent}`, body), body: Buffer.from(body) },
      })
      if (status !== 200) throw new Error(`the hook answered ${status}`)
    },
    close: app.close,
  }
}
