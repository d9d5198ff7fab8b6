// Azure's side of the Bot Framework on loopback: the keys' document, the token endpoint and a connector that lets in
// whoever brings the token that was handed out. Signs activities' tokens as Microsoft does, or as a forger would.
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export const APP_ID = '0a1b2c3d-0000-4000-8000-000000000001'
export const APP_PASSWORD = 'a secret of the app registration'
export const ISSUER = 'https://api.botframework.com'
const SCOPE = 'https://api.botframework.com/.default'
const ENDORSED = ['msteams', 'webchat', 'directline', 'emulator', 'facebook']

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export type Call = {
  readonly method: string
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any
  readonly authorization: string | undefined
}

type Key = { readonly kid: string; readonly private: KeyObject; readonly endorsements?: readonly string[] }

const newKey = (kid: string, endorsements?: readonly string[]): Key => ({
  kid,
  private: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  ...(endorsements && { endorsements }),
})

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  )

export const startAzure = async () => {
  const keys = {
    good: newKey('good', ENDORSED),
    webchatOnly: newKey('webchat-only', ['webchat']),
    unendorsed: newKey('unendorsed'),
    /** In nobody's document. */
    stranger: newKey('stranger', ENDORSED),
  }
  const published = [keys.good, keys.webchatOnly, keys.unendorsed]
  const calls: Call[] = []
  const tokens: string[] = []
  const asked: URLSearchParams[] = []
  /** What the connector answers next, instead of yes. */
  const next: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[] = []
  const waiting = new Set<() => void>()
  let made = 0

  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const answer = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    const text = await bodyOf(request)
    if (url === '/openid') return answer(200, { issuer: ISSUER, jwks_uri: `${address}/keys` })
    if (url === '/keys') {
      const shown = published.map(({ kid, private: key, endorsements }) => {
        const { n, e } = createPublicKey(key).export({ format: 'jwk' })
        return { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, ...(endorsements && { endorsements }) }
      })
      return answer(200, { keys: shown })
    }
    if (url === '/tenant/oauth2/v2.0/token') {
      const form = new URLSearchParams(text)
      asked.push(form)
      const isRight =
        form.get('grant_type') === 'client_credentials' &&
        form.get('client_id') === APP_ID &&
        form.get('client_secret') === APP_PASSWORD &&
        form.get('scope') === SCOPE
      if (!isRight) return answer(401, { error: 'invalid_client' })
      tokens.push(`token-${tokens.length + 1}`)
      return answer(200, { token_type: 'Bearer', expires_in: 3600, access_token: tokens.at(-1) })
    }
    const { authorization } = request.headers
    // Whatever was handed out is good until it ends, as at Microsoft: two servers have one each.
    if (!tokens.some((token) => authorization === `Bearer ${token}`))
      return answer(401, { error: { code: 'Unauthorized' } })
    if (url.startsWith('/files/')) {
      response.writeHead(200, { 'content-type': 'image/png' })
      return void response.end('PNG')
    }
    if (url === '/away') return answer(302, {}, { location: 'http://127.0.0.1:9/elsewhere' })
    calls.push({ method, path: decodeURIComponent(url), body: text ? JSON.parse(text) : null, authorization })
    const said = next.shift()
    if (said) answer(said.status, { error: { code: 'No' } }, said.headers)
    else {
      made += 1
      answer(200, { id: url === '/v3/conversations' ? 'a:begun' : `sent-${made}` })
    }
    for (const look of waiting) look()
  })
  const address = await listen(server)

  /** A token as Microsoft makes it; `header`, `claims` and `key` are what a forger changes. */
  const tokenOf = (
    claims: Readonly<Record<string, unknown>> = {},
    { key = keys.good, header = {} }: { key?: Key; header?: Readonly<Record<string, unknown>> } = {},
  ): string => {
    const now = Math.floor(Date.now() / 1000)
    const head = { alg: 'RS256', typ: 'JWT', kid: key.kid, x5t: key.kid, ...header }
    const said = {
      ...{ serviceurl: address, nbf: now - 10, exp: now + 3600, iss: ISSUER, aud: APP_ID },
      ...claims,
    }
    const signed = `${base64(head)}.${base64(said)}`
    if (head.alg === 'none') return `${signed}.`
    if (head.alg === 'HS256') {
      const pem = createPublicKey(key.private).export({ type: 'spki', format: 'pem' })
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`
    }
    return `${signed}.${sign('sha256', Buffer.from(signed), key.private).toString('base64url')}`
  }

  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        waiting.delete(look)
        clearTimeout(late)
        resolve(found)
      }
      const late = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`not called; so far: ${JSON.stringify(calls)}`))
      }, 20_000)
      waiting.add(look)
      look()
    })

  return {
    url: address,
    keys,
    calls,
    tokens,
    asked,
    next,
    tokenOf,
    /** The first call that looks so, also one that is still to come. */
    called: (is: (call: Call) => boolean): Promise<Call> => until(() => calls.find(is)),
    settings: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: APP_PASSWORD,
      TO_CHANNEL_FROM_BOT_LOGIN_URL: `${address}/tenant`,
      TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL: `${address}/openid`,
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type Azure = Awaited<ReturnType<typeof startAzure>>

let sent = 0

/** An activity as Teams sends it in a chat with one person. */
export const inTeams = (azure: Azure, more: Readonly<Record<string, unknown>> = {}) => {
  sent += 1
  return {
    type: 'message',
    id: `${1_700_000_000_000 + sent}`,
    timestamp: '2026-11-22T12:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: azure.url,
    from: { id: '29:olha', name: 'Olha', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: 'a:olha' },
    recipient: { id: '28:bot', name: 'Winback' },
    channelData: { tenant: { id: 'tenant-1' } },
    locale: 'en-US',
    text: 'hello',
    ...more,
  }
}

/** As Azure's Web Chat sends it. */
export const inWebChat = (azure: Azure, more: Readonly<Record<string, unknown>> = {}) =>
  inTeams(azure, {
    channelId: 'webchat',
    from: { id: 'dl_visitor', name: '' },
    conversation: { id: 'conversation-1' },
    recipient: { id: 'bot@handle', name: 'Winback' },
    channelData: undefined,
    ...more,
  })

export const post = async (
  server: { readonly url: () => string },
  activity: unknown,
  token: string | null,
): Promise<{ status: number; body: string }> => {
  const response = await fetch(`${server.url()}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  })
  return { status: response.status, body: await response.text() }
}
