// What each other side is like: how a message is found in what it is asked, and how it answers when it is well.
import type { Answer, Asked, Manners } from './party.ts'
import { BUSY_FOR } from './party.ts'

/** Every message of the day carries its number in its words. */
export const MARK = /#(\d+)#/

const markIn = (text: string): string | null => MARK.exec(text)?.[1] ?? null
const wait = { 'retry-after': String(BUSY_FOR) }
const busy = (): Answer => ({ status: 429, body: {}, headers: wait })

let made = 1_000

const telegram: Manners = {
  keyOf: ({ path, body }) => (path.endsWith('/sendMessage') ? markIn(body) : null),
  answer: ({ path }) => ({
    status: 200,
    body: {
      ok: true,
      result: path.endsWith('/getMe')
        ? { id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' }
        : path.endsWith('/sendMessage')
          ? { message_id: made++, date: 1, chat: { id: 1, type: 'private', first_name: 'A' }, text: 'x' }
          : true,
    },
  }),
  busy: () => ({
    status: 429,
    body: {
      ...{ ok: false, error_code: 429, description: 'Too Many Requests: retry later' },
      parameters: { retry_after: BUSY_FOR },
    },
  }),
}

const app: Manners = {
  keyOf: ({ body }) => markIn(body),
  takesKeys: ({ headers }) => String(headers['webhook-id']),
  answer: () => ({ status: 200, body: {} }),
  busy,
}

const sms: Manners = {
  keyOf: ({ body }) => markIn(new URLSearchParams(body).get('Body') ?? ''),
  answer: () => ({ status: 201, body: { sid: `SM${made++}`, status: 'queued' } }),
  busy: () => ({
    status: 429,
    body: { code: 20429, message: 'Too Many Requests', status: 429 },
    headers: wait,
  }),
}

/** The test's own post names the message in a header: what is in it is encrypted. */
const push: Manners = {
  keyOf: ({ headers }) => String(headers['x-message'] ?? ''),
  answer: () => ({ status: 201, body: '' }),
  busy,
}

const botFramework: Manners = {
  keyOf: ({ path, body }) => (path.includes('/v3/conversations/') ? markIn(body) : null),
  answer: ({ path }) =>
    path.endsWith('/token')
      ? { status: 200, body: { access_token: `t${made++}`, expires_in: 3600, token_type: 'Bearer' } }
      : { status: 201, body: { id: `a${made++}` } },
  busy,
}

const model: Manners = {
  keyOf: () => 'asked',
  answer: () => ({
    status: 200,
    body: {
      ...{ id: 'c', object: 'chat.completion', created: 1, model: 'm' },
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: {
            role: 'assistant',
            content: '{"label":"shipping_cost","sure":"high","lang":"en","choice":null}',
          },
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    },
  }),
  busy,
}

/** Slack itself is the stub of the desk's tests; the day stands in between. */
export const slackBefore = (upstream: string): Manners => ({
  keyOf: ({ path, body }) => {
    if (!path.endsWith('/chat.postMessage')) return null
    return decodeURIComponent(body).includes('winback_ticket') ? 'card' : 'line'
  },
  answer: async ({ method, path, body, headers }: Asked) => {
    const sent = { ...headers } as Record<string, string>
    for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) delete sent[name]
    const answered = await fetch(upstream + path, {
      method,
      headers: sent,
      ...(method !== 'GET' && { body }),
    })
    return { status: answered.status, body: await answered.text() }
  },
  busy,
})

export const MANNERS = { telegram, app, sms, push, bot_framework: botFramework, model } as const
