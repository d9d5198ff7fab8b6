// Bolt's receiver over our own server: proves by Bolt's own check that Slack knocked and lately, hands the body to Bolt,
// and answers as soon as a listener acknowledges. Whatever a listener does after that goes on by itself.
import { type App, type Receiver, type ReceiverEvent, verifySlackRequest } from '@slack/bolt'
import type { Answer, Hook, Knock } from '../../ports/hook.ts'
import type { Log } from '../../ports/log.ts'

export const EVENTS_PATH = '/slack/events'

/** Slack waits 3 s. */
const ACKED_WITHIN = 2500
const OLDEST = 5 * 60_000
/** Bytes. A message of Slack's with all its blocks is far below it; reading twice as much would hold up the others. */
const LARGEST = 512 * 1024

const json = (body: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const answerOf = (given: unknown): Answer => {
  if (given === undefined || given === null || given === '') return { status: 200 }
  return typeof given === 'string' ? { status: 200, body: given } : json(given)
}

const isSigned = ({ headers, body }: Knock, text: string, secret: string): boolean => {
  const stamp = Number(headers['x-slack-request-timestamp'])
  const signature = headers['x-slack-signature']
  if (!signature || !Number.isSafeInteger(stamp)) return false
  // Bolt looks at what is too old; a stamp from the future could be used for as long as it pleases.
  if (stamp * 1000 > Date.now() + OLDEST) return false
  // What is no UTF-8 would be signed as something else than it is.
  if (!Buffer.from(text).equals(body)) return false
  try {
    verifySlackRequest({
      signingSecret: secret,
      body: text,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp },
    })
    return true
  } catch {
    return false
  }
}

type Body = Record<string, unknown>

const asObject = (text: string): Body | null => {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Body) : null
  } catch {
    return null
  }
}

/** Events come as JSON, interactivity as a form with JSON in it, commands as a form. */
const readBody = (type: string, text: string): Body | null => {
  if (!type.startsWith('application/x-www-form-urlencoded')) return asObject(text)
  const form = new URLSearchParams(text)
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : asObject(payload)
}

export type HttpReceiver = Receiver & { readonly hook: Hook }

export const createHttpReceiver = (secret: string, log: Log): HttpReceiver => {
  let app: App | null = null
  const under = new Set<Promise<void>>()

  const hand = (body: Body, { headers }: Knock): Promise<Answer> =>
    new Promise((resolve) => {
      const late = setTimeout(() => resolve({ status: 200 }), ACKED_WITHIN)
      const event: ReceiverEvent = {
        body,
        ack: async (given?: unknown) => resolve(answerOf(given)),
        ...(headers['x-slack-retry-num'] && { retryNum: Number(headers['x-slack-retry-num']) }),
        ...(headers['x-slack-retry-reason'] && { retryReason: headers['x-slack-retry-reason'] }),
      }
      const work = (app?.processEvent(event) ?? Promise.resolve())
        .catch((error: unknown) => log.error({ err: error }, 'something that Slack brought met a defect'))
        .finally(() => {
          clearTimeout(late)
          under.delete(work)
          resolve({ status: 200 })
        })
      under.add(work)
    })

  const answer = async (knock: Knock): Promise<Answer> => {
    const text = Buffer.from(knock.body).toString('utf8')
    const type = knock.headers['content-type'] ?? ''
    // Slack looks whether the address is there, without signing; nothing of it is read.
    if (
      type.startsWith('application/x-www-form-urlencoded') &&
      new URLSearchParams(text).get('ssl_check') === '1'
    )
      return { status: 200 }
    if (!isSigned(knock, text, secret)) {
      log.warn({ sender: knock.sender }, 'a call to /slack/events was not signed by Slack, or too long ago')
      return { status: 401 }
    }
    const body = readBody(type, text)
    if (!body) return { status: 400 }
    if (body.type === 'url_verification') return json({ challenge: body.challenge })
    return hand(body, knock)
  }

  return {
    init: (given) => {
      app = given
    },
    start: async () => {},
    stop: async () => {
      await Promise.allSettled(under)
    },
    hook: { method: 'POST', path: EVENTS_PATH, work: 'agents', largest: LARGEST, answer },
  }
}
