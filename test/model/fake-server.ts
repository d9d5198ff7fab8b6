// A server that speaks OpenAI's API, or doesn't: each way of misbehaving is one function. Real sockets on loopback; it
// keeps every request as it came.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Recorded = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The body as JSON. */
  readonly asked: Asked
}

export type Asked = {
  readonly model: string
  readonly stream?: boolean
  readonly temperature?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly response_format: { readonly type: string; readonly json_schema?: { readonly name: string } }
  readonly messages: readonly { readonly role: string; readonly content: string }[]
}

export type Behaviour = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void

export const completion = (
  content: string | null,
  more: { finish?: string; message?: object; usage?: object | null } = {},
) => ({
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'fake',
  choices: [
    {
      index: 0,
      finish_reason: more.finish ?? 'stop',
      message: { role: 'assistant', content, refusal: null, ...more.message },
    },
  ],
  ...(more.usage !== null && {
    usage: more.usage ?? { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 },
  }),
})

export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export const reads = (label: string, more: object = {}): Behaviour =>
  says(JSON.stringify({ label, sure: 'high', lang: 'en', choice: null, ...more }))

export const says =
  (content: string | null, more: Parameters<typeof completion>[1] = {}): Behaviour =>
  (_, response) =>
    json(response, 200, completion(content, more))

export const startFake = async (first: Behaviour) => {
  const requests: Recorded[] = []
  const sockets = new Set<Socket>()
  let behaviour = first
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      const asked = JSON.parse(body || '{}') as Asked
      requests.push({ path: request.url ?? '', headers: request.headers, body, asked })
      behaviour(asked, response, request)
    })
    response.on('error', () => {})
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    behave: (next: Behaviour) => {
      behaviour = next
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

export type Fake = Awaited<ReturnType<typeof startFake>>
