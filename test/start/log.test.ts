// A whole story at the most talkative level: nothing of who it was, or of what was said, is in the log.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { aFolder, KEYS, type ServerProcess, startProcess } from '../server-process.ts'

const opened: { readonly remove: () => void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.remove()
})

const SECRETS = {
  email: 'recognisable.olena@example.com',
  phone: '+380671234567',
  name: 'Recognisablename',
  text: 'recognisable words, too expensive',
  ip: '91.198.10.77',
  messageId: 'recognisable-message-id',
  query: 'recognisable-query',
}

const start = async (more: Readonly<Record<string, string>>): Promise<ServerProcess> => {
  const { folder, remove } = aFolder()
  opened.push({ remove })
  return startProcess(folder, more)
}

const post = async (
  url: string,
  body: object,
  key: string,
  headers: Readonly<Record<string, string>> = {},
) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, id: response.headers.get('x-request-id'), body: await response.json() }
}

it('the log tells requests, deliveries, start and end, and nothing of anybody', async () => {
  const server = await start({ WINBACK_LOG: 'debug', WINBACK_PROXIES: '127.0.0.1' })
  const { url } = server
  const from = { 'x-forwarded-for': SECRETS.ip }
  const { visitor, token } = (await post(`${url}/v1/visitors`, {}, KEYS.page, from)).body
  const traits = { email: SECRETS.email, phone: SECRETS.phone, name: SECRETS.name }
  await post(
    `${url}/v1/identify`,
    { messageId: SECRETS.messageId, anonymousId: visitor, traits },
    KEYS.secret,
  )
  const properties = { product_id: 'backpack', price: 2690 }
  const added = { messageId: randomUUID(), event: 'Product Added', anonymousId: visitor, properties }
  const request = await post(`${url}/v1/track`, added, KEYS.page, {
    ...from,
    'x-request-id': 'request-of-the-page',
  })
  expect(request.id).toBe('request-of-the-page')
  await post(`${url}/demo/clock`, { forward: '45m' }, KEYS.page)
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/chat?key=${KEYS.page}`)
  await new Promise((resolve) => socket.once('open', resolve))
  const code = await new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      const says = JSON.parse(data.toString())
      if (says.kind === 'line' && says.line.code) resolve(says.line.code.text)
    })
    socket.send(JSON.stringify({ kind: 'hello', token, last: 0, lang: 'en' }))
    socket.send(JSON.stringify({ kind: 'say', id: randomUUID(), text: SECRETS.text }))
  })
  socket.send(JSON.stringify({ kind: 'say', id: randomUUID(), text: `my code ${code}` }))
  const order = { id: 'A-1', total: '2690.00' }
  const bad = { messageId: SECRETS.email, event: SECRETS.text, anonymousId: visitor, traits, coupon: code }
  await post(`${url}/v1/track?q=${SECRETS.query}`, bad, KEYS.secret)
  await fetch(`${url}/${SECRETS.query}/${encodeURIComponent(SECRETS.email)}`)
  await post(`${url}/v1/redemptions`, { code, order, shopper: { anonymousId: visitor } }, KEYS.secret, {
    'idempotency-key': SECRETS.query,
  })
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)

  const log = server.log()
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const said = lines.map(({ msg }) => msg)
  for (const wanted of ['started', 'answered', 'delivered', 'going down', 'stopped'])
    expect(said).toContain(wanted)
  expect(lines.find((line) => line.request === 'request-of-the-page')).toMatchObject({
    ...{ method: 'POST', route: '/v1/track', status: 200 },
  })
  expect(lines.filter(({ route }) => route === '/v1/redemptions').map(({ status }) => status)).toEqual([201])
  const secrets = [...Object.values(SECRETS), visitor, token, code, KEYS.secret, KEYS.page, '0671234567']
  for (const secret of secrets) expect(log.includes(secret), secret).toBe(false)
})

it('a reader of the log who goes away does not end the server', async () => {
  const server = await start({ WINBACK_LOG: 'debug' })
  server.child.stderr!.destroy()
  server.child.stdout!.destroy()
  for (let n = 0; n < 20; n += 1) expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})
