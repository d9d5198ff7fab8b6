// Slack's Web API on loopback: keeps messages, views and files, refuses what Slack refuses, opens sockets. A test server.
import { createServer, type IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { blockFaults, viewFaults } from './block-rules.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
export type Any = Record<string, any>
export type Posted = Any & { readonly ts: string; readonly channel: string; text: string; blocks: Any[] }

export const BOT = 'xoxb-test-token'
export const APP = 'xapp-test-token'
export const CHANNEL = 'C0TICKETS'
const TEAM = { id: 'T0SHOP', domain: 'shop' }

export const USERS: Readonly<Record<string, Any>> = {
  U0OLENA: { name: 'olena.k', real_name: 'Olena Koval', locale: 'en-GB' },
  U0TARAS: { name: 'taras', real_name: 'Taras', locale: 'uk-UA' },
  U0IGOR: { name: 'igor', real_name: 'Игорь', locale: 'ru-RU' },
  U0MALLORY: { name: 'm', real_name: 'Olena', locale: 'en-US' },
  U0GUEST: { name: 'guest', real_name: 'Guest', locale: 'en-US' },
}

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const JSON_FIELDS = ['blocks', 'view', 'metadata', 'files', 'attachments']
const readForm = (body: string): Any =>
  Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      JSON_FIELDS.includes(name) ? JSON.parse(value) : value,
    ]),
  )

type Fault = {
  readonly error?: string
  readonly retryAfter?: number
  readonly hold?: Promise<void>
  readonly lose?: boolean
  readonly when?: (given: Any) => boolean
}

export const startSlack = async () => {
  const messages: Posted[] = []
  const ephemerals: Any[] = []
  const responses: Any[] = []
  const views = new Map<string, Any>()
  const homes = new Map<string, Any>()
  const files: Any[] = []
  const uploads = new Map<string, Buffer>()
  const calls: { readonly method: string; readonly given: Any }[] = []
  const refused: string[] = []
  const faults = new Map<string, Fault[]>()
  const groups: Record<string, { handle: string; users: string[] }> = {}
  const sockets = new Set<WebSocket>()
  const acks: Any[] = []
  const opened: string[] = []
  let counter = 0
  let hello = true
  const waiting = new Set<() => void>()
  const changed = (): void => {
    for (const look of [...waiting]) look()
  }
  const stamp = (): string => {
    counter += 1
    return `${Math.floor(Date.now() / 1000)}.${String(counter).padStart(6, '0')}`
  }

  const checkBlocks = (given: Any): string | null => {
    if (given.blocks === undefined) return given.text ? null : 'no_text'
    const found = blockFaults(given.blocks, 'message')
    refused.push(...found)
    return found.length > 0 ? 'invalid_blocks' : null
  }
  const checkView = (view: Any): string | null => {
    const found = viewFaults(view)
    refused.push(...found)
    return found.length > 0 ? 'invalid_arguments' : null
  }
  const shownView = (id: string, view: Any): Any => ({ ...view, id, hash: `h${counter}`, team_id: TEAM.id })
  const isChannel = (name: unknown): boolean => name === CHANNEL || Object.hasOwn(USERS, String(name))

  const answer = (method: string, given: Any): Any => {
    switch (method) {
      case 'auth.test':
        return { ok: true, team_id: TEAM.id, user_id: 'U0BOT', bot_id: 'B0BOT' }
      case 'users.info': {
        const user = USERS[given.user]
        if (!user) return { ok: false, error: 'user_not_found' }
        const { locale, ...rest } = user
        return { ok: true, user: { id: given.user, ...rest, ...(given.include_locale && { locale }) } }
      }
      case 'usergroups.list':
        return { ok: true, usergroups: Object.entries(groups).map(([id, { handle }]) => ({ id, handle })) }
      case 'usergroups.users.list': {
        const group = groups[given.usergroup]
        return group ? { ok: true, users: group.users } : { ok: false, error: 'no_such_subteam' }
      }
      case 'chat.postMessage': {
        if (!isChannel(given.channel)) return { ok: false, error: 'channel_not_found' }
        const wrong = checkBlocks(given)
        if (wrong) return { ok: false, error: wrong }
        if (given.thread_ts && !messages.some(({ ts }) => ts === given.thread_ts))
          return { ok: false, error: 'thread_not_found' }
        const ts = stamp()
        messages.push({ ...given, ts, channel: given.channel, text: given.text, blocks: given.blocks ?? [] })
        return { ok: true, channel: given.channel, ts }
      }
      case 'chat.update': {
        const message = messages.find(({ ts, channel }) => ts === given.ts && channel === given.channel)
        if (!message) return { ok: false, error: 'message_not_found' }
        const wrong = checkBlocks(given)
        if (wrong) return { ok: false, error: wrong }
        Object.assign(message, { text: given.text, blocks: given.blocks, edits: (message.edits ?? 0) + 1 })
        return { ok: true, channel: given.channel, ts: given.ts }
      }
      case 'chat.postEphemeral':
        if (!isChannel(given.channel)) return { ok: false, error: 'channel_not_found' }
        ephemerals.push(given)
        return { ok: true, message_ts: stamp() }
      case 'chat.getPermalink':
        return {
          ok: true,
          permalink: `https://shop.slack.com/archives/${given.channel}/p${String(given.message_ts).replace('.', '')}`,
        }
      case 'conversations.history':
        return {
          ok: true,
          messages: messages
            .filter(
              ({ ts, channel, thread_ts }) =>
                channel === given.channel && !thread_ts && Number(ts) >= Number(given.oldest),
            )
            .toReversed(),
        }
      case 'views.open': {
        if (!String(given.trigger_id).startsWith('trigger-'))
          return { ok: false, error: 'invalid_trigger_id' }
        const wrong = checkView(given.view)
        if (wrong) return { ok: false, error: wrong }
        counter += 1
        const id = `V${counter}`
        views.set(id, { ...shownView(id, given.view), opener: given.trigger_id.split(':')[0] })
        return { ok: true, view: views.get(id) }
      }
      case 'views.update': {
        const wrong = checkView(given.view)
        if (wrong || !views.has(given.view_id)) return { ok: false, error: wrong ?? 'not_found' }
        views.set(given.view_id, {
          ...shownView(given.view_id, given.view),
          opener: views.get(given.view_id)?.opener,
        })
        return { ok: true, view: views.get(given.view_id) }
      }
      case 'views.publish': {
        const wrong = checkView(given.view)
        if (wrong) return { ok: false, error: wrong }
        homes.set(given.user_id, given.view)
        return { ok: true }
      }
      case 'files.getUploadURLExternal': {
        counter += 1
        return { ok: true, file_id: `F${counter}`, upload_url: `${url()}/upload/F${counter}` }
      }
      case 'files.completeUploadExternal':
        for (const file of given.files as Any[])
          files.push({
            ...file,
            channel: given.channel_id,
            thread_ts: given.thread_ts,
            bytes: uploads.get(file.id),
          })
        return { ok: true, files: given.files }
      case 'apps.connections.open':
        opened.push(new Date().toISOString())
        return { ok: true, url: `${url().replace('http', 'ws')}/socket?ticket=secret` }
      default:
        return { ok: false, error: 'unknown_method' }
    }
  }

  const server = createServer(async (request, response) => {
    const body = await readAll(request)
    const path = request.url ?? ''
    const end = (status: number, found: Any, headers: Record<string, string> = {}): void => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(found))
      changed()
    }
    if (path.startsWith('/respond/')) {
      responses.push({ to: path.slice('/respond/'.length), ...(JSON.parse(body.toString()) as Any) })
      return end(200, { ok: true })
    }
    if (path.startsWith('/upload/')) {
      uploads.set(path.slice('/upload/'.length), body)
      return end(200, { ok: true })
    }
    const method = path.slice('/api/'.length)
    const given = readForm(body.toString())
    calls.push({ method, given })
    const wanted = method === 'apps.connections.open' ? APP : BOT
    if (request.headers.authorization !== `Bearer ${wanted}`)
      return end(200, { ok: false, error: 'invalid_auth' })
    const those = faults.get(method) ?? []
    const at = those.findIndex(({ when }) => !when || when(given))
    const fault = at < 0 ? undefined : those.splice(at, 1)[0]
    if (fault?.hold) await fault.hold
    if (fault?.retryAfter !== undefined)
      return end(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) })
    if (fault?.error) return end(200, { ok: false, error: fault.error })
    const found = answer(method, given)
    if (fault?.lose) {
      changed()
      return void request.socket.destroy()
    }
    end(200, found)
  })
  const wss = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) =>
    wss.handleUpgrade(request, socket, head, (ws) => {
      sockets.add(ws)
      ws.on('close', () => sockets.delete(ws))
      ws.on('message', (data) => {
        acks.push(JSON.parse(data.toString()))
        changed()
      })
      if (hello)
        ws.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0' } }))
      changed()
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = (): string => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  const until = <T>(find: () => T | undefined | null | false, what = 'it'): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find()
        if (found === undefined || found === null || found === false) return
        waiting.delete(look)
        clearTimeout(late)
        resolve(found)
      }
      const late = setTimeout(() => {
        waiting.delete(look)
        const said = {
          texts: messages.map(({ text }) => text),
          refused,
          ephemerals,
          responses,
          calls: calls.map(({ method }) => method),
        }
        reject(new Error(`${what} did not come: ${JSON.stringify(said)}`))
      }, 9000)
      waiting.add(look)
      look()
    })

  return {
    ...{
      url,
      messages,
      ephemerals,
      responses,
      views,
      homes,
      files,
      calls,
      refused,
      groups,
      sockets,
      acks,
      opened,
      until,
    },
    apiUrl: () => `${url()}/api/`,
    fail: (method: string, ...those: Fault[]) => faults.set(method, those),
    sayHello: (whether: boolean) => {
      hello = whether
    },
    cards: () => messages.filter(({ metadata }) => metadata?.event_type === 'winback_ticket'),
    thread: (ts: string) => messages.filter(({ thread_ts }) => thread_ts === ts),
    stop: async () => {
      for (const socket of sockets) socket.terminate()
      wss.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Slack = Awaited<ReturnType<typeof startSlack>>
