// A model's server that misbehaves in every way that servers do: the talk goes on offline, in time, and nothing is asked twice.
import { createServer as createTcp } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { shippedRulebook } from '../core/world.ts'
import { type Behaviour, completion, type Fake, json, reads, says, startFake } from './fake-server.ts'
import { type ModelWorld, openModelWorld } from './world.ts'

const rulebook = shippedRulebook()
const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
const fake = async (behaviour: Behaviour): Promise<Fake> => {
  const server = await startFake(behaviour)
  open.push(server)
  return server
}
const world = async (
  url: string,
  more: Parameters<typeof openModelWorld>[0]['settings'] = {},
): Promise<ModelWorld> => {
  const one = await openModelWorld({ settings: { url, ...more }, rulebook })
  open.push({ close: () => one.close() })
  return one
}

/** The offline reader is sure of it, and the answer has the shop's facts. */
const QUESTION = 'How much does delivery cost?'
const OFFLINE = /Delivery costs ₴\d+/

const OK = JSON.stringify({ label: 'complaint', sure: 'high', lang: 'en', choice: null })
const answer = completion(OK)
const head = { 'content-type': 'application/json' }
const endless = (response: Parameters<Behaviour>[1], what: string, every: number): void => {
  const timer = setInterval(() => response.write(what), every)
  response.on('close', () => clearInterval(timer))
}

/** What it does, how it is counted, and whether it takes the whole deadline. */
const WAYS: [string, Behaviour, string, boolean?][] = [
  ['never answers', () => {}, 'late', true],
  [
    'sends its head and then nothing',
    (_, response) => void response.writeHead(200, head).flushHeaders(),
    'late',
    true,
  ],
  ['drips its body', (_, response) => endless(response.writeHead(200, head), ' ', 50), 'late', true],
  [
    'drips its head',
    (_, response) => {
      const { socket } = response
      socket?.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket?.write('x-a: b\r\n'), 50)
      socket?.on('close', () => clearInterval(timer))
    },
    'late',
    true,
  ],
  [
    'sends 100 Continue for ever',
    (_, response) => {
      const timer = setInterval(() => response.writeContinue(), 50)
      response.on('close', () => clearInterval(timer))
    },
    'late',
    true,
  ],
  [
    'streams events without end',
    (_, response) =>
      endless(response.writeHead(200, { 'content-type': 'text/event-stream' }), `data: ${OK}\n\n`, 50),
    'late',
    true,
  ],
  [
    'pours out megabytes',
    (_, response) => endless(response.writeHead(200, head), 'x'.repeat(1_000_000), 1),
    'too_large',
  ],
  [
    'sends an answer of a megabyte',
    (_, response) => json(response, 200, completion(OK, { message: { more: 'x'.repeat(1_000_000) } })),
    'too_large',
  ],
  [
    'sends a head without end',
    (_, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\nx-a: ${'b'.repeat(100_000)}\r\n`)
    },
    'broken',
  ],
  ['hangs up', (_, response) => response.socket?.destroy(), 'broken'],
  [
    'hangs up amid its body',
    (_, response) => {
      response.writeHead(200, { ...head, 'content-length': '500' }).write('{"choices"')
      setTimeout(() => response.socket?.destroy(), 20)
    },
    'broken',
  ],
  ['says something that is no HTTP', (_, response) => response.socket?.end('hello\r\n\r\n'), 'broken'],
  [
    'wants another protocol',
    (_, response) =>
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    'broken',
  ],
  ['answers 401', (_, response) => json(response, 401, { error: { message: 'no' } }), 'denied'],
  ['answers 403', (_, response) => json(response, 403, { error: { message: 'no' } }), 'denied'],
  [
    'answers 404',
    (_, response) => json(response, 404, { error: { message: 'no such model' } }),
    'bad_request',
  ],
  ['answers 408', (_, response) => json(response, 408, {}), 'bad_request'],
  ['answers 409', (_, response) => json(response, 409, {}), 'bad_request'],
  ['answers 421', (_, response) => json(response, 421, {}), 'bad_request'],
  ['answers 429', (_, response) => json(response, 429, {}, { 'retry-after': '30' }), 'too_many'],
  ['answers 500', (_, response) => json(response, 500, {}), 'server_error'],
  [
    'answers 503 and wants a retry',
    (_, response) => json(response, 503, {}, { 'retry-after': '0', 'x-should-retry': 'true' }),
    'server_error',
  ],
  ['answers 204', (_, response) => void response.writeHead(204).end(), 'bad_json'],
  ['answers 304', (_, response) => void response.writeHead(304).end(), 'redirected'],
  [
    'answers with a page',
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>'),
    'bad_json',
  ],
  [
    'answers with half a JSON',
    (_, response) => void response.writeHead(200, head).end('{"choices":[{'),
    'broken',
  ],
  ['answers with another JSON', (_, response) => json(response, 200, { hello: 'you' }), 'bad_json'],
  ['answers with null', (_, response) => json(response, 200, null), 'bad_json'],
  [
    'answers with an error and 200',
    (_, response) => json(response, 200, { error: { message: 'oops' } }),
    'bad_json',
  ],
  [
    'squeezes its answer unasked',
    (_, response) =>
      void response
        .writeHead(200, { ...head, 'content-encoding': 'gzip' })
        .end(gzipSync(JSON.stringify(answer))),
    'broken',
  ],
  ['has no choices', (_, response) => json(response, 200, { ...answer, choices: [] }), 'empty'],
  ['says nothing', says(''), 'empty'],
  ['says null', says(null), 'empty'],
  ['says prose', says('The shopper complains, so I would say: complaint.'), 'bad_json'],
  ['says a label of its own', reads('give_discount'), 'bad_schema'],
  ['leaves a field out', says('{"label":"complaint","sure":"high"}'), 'bad_schema'],
  ['says more than it was asked', reads('complaint', { offer: 'percent_90', code: 'WB-FREE' }), 'bad_schema'],
  ['says a list', says(`[${OK}]`), 'bad_schema'],
  ['nests without end', says('['.repeat(30_000)), 'bad_json'],
  ['refuses', says(null, { message: { refusal: 'I cannot help with that.' } }), 'refused'],
  ['refuses beside an answer', says(OK, { message: { refusal: 'no' } }), 'refused'],
  [
    'calls a tool',
    says(OK, {
      finish: 'tool_calls',
      message: { tool_calls: [{ id: 't', type: 'function', function: { name: 'issue', arguments: '{}' } }] },
    }),
    'refused',
  ],
  ['is cut off', says(OK, { finish: 'length' }), 'cut_off'],
  ['is filtered', says(OK, { finish: 'content_filter' }), 'refused'],
  ['says two answers', says(`${OK}\n${OK}`), 'bad_json'],
  ['says its answer with a comment', says(`${OK} // sure`), 'bad_json'],
  [
    'says its answer in pieces',
    (_, response) => json(response, 200, completion(null, { message: { content: [{ text: OK }] } })),
    'bad_json',
  ],
  ['picks half a choice', reads('complaint', { choice: 1.5 }), 'bad_schema'],
  [
    'reaches for a prototype',
    says('{"__proto__":{"label":"complaint"},"sure":"high","lang":"en","choice":null}'),
    'bad_schema',
  ],
  [
    'writes bytes that are no text',
    (_, response) => void response.writeHead(200, head).end(Buffer.from([0xff, 0xfe, 0x00, 0x7b])),
    'broken',
  ],
  [
    'wants to be asked again in a hundred years',
    (_, response) => json(response, 429, {}, { 'retry-after': '3153600000' }),
    'too_many',
  ],
  [
    'names a day for being asked again',
    (_, response) => json(response, 503, {}, { 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }),
    'server_error',
  ],
  [
    'ends before it begins',
    (_, response) => void response.writeHead(200, { ...head, 'content-length': '0' }).end(),
    'bad_json',
  ],
]

describe("a model's server that", () => {
  it.each(WAYS)('%s: the talk goes on offline at once', async (_, behaviour, outcome, wholeTime = false) => {
    const server = await fake(behaviour)
    const { say, told } = await world(server.url)
    const { ms, sent } = await say(QUESTION)
    expect(sent.map(({ text }) => text).join('\n')).toMatch(OFFLINE)
    expect(told.map((one) => one.outcome)).toEqual([outcome])
    expect(server.requests).toHaveLength(1)
    expect(ms).toBeLessThan(wholeTime ? 4_000 : 2_000)
    if (wholeTime) expect(told[0]?.ms).toBeLessThan(4_500)
  })

  it('sends elsewhere is not followed, and elsewhere hears nothing', async () => {
    const elsewhere = await fake(reads('complaint'))
    for (const status of [301, 302, 307, 308]) {
      const server = await fake((_, response) =>
        json(response, status, {}, { location: `${elsewhere.url}/chat/completions` }),
      )
      const { say, told } = await world(server.url)
      expect((await say(QUESTION)).sent[0]?.text).toMatch(OFFLINE)
      expect(told[0]?.outcome).toBe('redirected')
      expect(server.requests).toHaveLength(1)
    }
    expect(elsewhere.requests).toEqual([])
  })

  it('is not there is done without', async () => {
    const { say, told } = await world('http://127.0.0.1:9/v1')
    expect((await say(QUESTION)).sent[0]?.text).toMatch(OFFLINE)
    expect(told[0]?.outcome).toBe('unreachable')
  })

  it('takes the connection and never reads is done without', async () => {
    const tcp = createTcp((socket) => void socket.pause().on('error', () => {}))
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
    const { say, told } = await world(`http://127.0.0.1:${(tcp.address() as { port: number }).port}/v1`)
    const { ms, sent } = await say(QUESTION)
    expect(sent[0]?.text).toMatch(OFFLINE)
    expect(told[0]?.outcome).toBe('late')
    expect(ms).toBeLessThan(4_000)
    tcp.close()
  })

  it('is well is listened to', async () => {
    const server = await fake(reads('returns'))
    const { say, told } = await world(server.url)
    expect((await say(QUESTION)).sent[0]?.text).toMatch(/exchange or return/)
    expect(told[0]?.outcome).toBe('answered')
  })

  it('fences its JSON is listened to', async () => {
    const server = await fake(says(`\`\`\`json\n${OK.replace('complaint', 'returns')}\n\`\`\``))
    const { say } = await world(server.url)
    expect((await say(QUESTION)).sent[0]?.text).toMatch(/exchange or return/)
  })

  it('is not sure changes nothing', async () => {
    for (const sure of ['low', 'medium']) {
      const server = await fake(reads('returns', { sure }))
      const { say } = await world(server.url)
      expect((await say(QUESTION)).sent[0]?.text).toMatch(OFFLINE)
    }
  })
})

describe('a server that does not know', () => {
  const refuses =
    (test: (asked: Parameters<Behaviour>[0]) => boolean, param: string | null, status = 400): Behaviour =>
    (asked, response, request) =>
      test(asked)
        ? json(response, status, { error: { message: 'unknown', param, type: 'invalid_request_error' } })
        : reads('returns')(asked, response, request)

  it('json_schema is asked for JSON once, and in that way from then on', async () => {
    for (const status of [400, 422]) {
      const server = await fake(
        refuses(({ response_format: { type } }) => type === 'json_schema', null, status),
      )
      const { say } = await world(server.url)
      expect((await say(QUESTION)).sent[0]?.text).toMatch(/exchange or return/)
      expect(server.requests.map(({ asked }) => asked.response_format.type)).toEqual([
        'json_schema',
        'json_object',
      ])
      await say('And is delivery free?')
      expect(server.requests.map(({ asked }) => asked.response_format.type)).toEqual([
        'json_schema',
        'json_object',
        'json_object',
      ])
    }
  })

  it('a temperature, or the word for the longest answer, is spared it', async () => {
    const warm = await fake(refuses(({ temperature }) => temperature !== undefined, 'temperature'))
    const { say } = await world(warm.url)
    expect((await say(QUESTION)).sent[0]?.text).toMatch(/exchange or return/)
    expect(warm.requests.at(-1)?.asked.response_format.type).toBe('json_schema')
    const limit = await fake(refuses(({ max_tokens }) => max_tokens !== undefined, 'max_tokens'))
    const other = await world(limit.url)
    expect((await other.say(QUESTION)).sent[0]?.text).toMatch(/exchange or return/)
    expect(limit.requests.at(-1)?.asked.max_completion_tokens).toBe(100)
  })

  it('anything is asked twice at most, and the talk goes on', async () => {
    const server = await fake(refuses(() => true, null))
    const { say, told } = await world(server.url)
    expect((await say(QUESTION)).sent[0]?.text).toMatch(OFFLINE)
    expect(server.requests).toHaveLength(2)
    expect(told[0]?.outcome).toBe('bad_request')
  })

  it('one question, after many that it knew, is not asked again', async () => {
    const server = await fake(reads('returns'))
    const { say } = await world(server.url)
    await say(QUESTION)
    server.behave(refuses(() => true, null))
    await say('And is delivery free?')
    expect(server.requests).toHaveLength(2)
  })
})
