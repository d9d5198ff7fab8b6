// WebSockets of the chat and of Direct Line, frame by frame: wrong ones, cut ones, huge ones, words out of their order.
import fc from 'fast-check'
import { type Case, type Door, short } from '../door.ts'
import { FRAGMENTS, SUITE } from '../json.ts'
import { raw } from '../raw.ts'
import { LINE_SECRET, type Served } from '../served.ts'
import { spoiled } from '../spoil.ts'
import { aText } from '../texts.ts'

const MASK = Buffer.from([1, 2, 3, 4])

type Frame = {
  readonly op: number
  readonly fin?: boolean
  readonly rsv?: number
  readonly masked?: boolean
  readonly length?: number | bigint
}

/** One frame as bytes; `length` is what it claims to be long. */
const frame = (
  content: Uint8Array,
  { op, fin = true, rsv = 0, masked = true, length = content.length }: Frame,
): Buffer => {
  const first = (fin ? 0x80 : 0) | (rsv << 4) | op
  const bit = masked ? 0x80 : 0
  const long = Buffer.alloc(8)
  long.writeBigUInt64BE(BigInt(length))
  const size =
    length < 126
      ? [bit | Number(length)]
      : length < 65_536
        ? [bit | 126, ...long.subarray(6)]
        : [bit | 127, ...long]
  const body = Buffer.from(content)
  if (masked) for (let n = 0; n < body.length; n++) body[n]! ^= MASK[n % 4]!
  return Buffer.concat([Buffer.from([first, ...size]), ...(masked ? [MASK] : []), body])
}
const text = (said: string): Buffer => frame(Buffer.from(said), { op: 1 })

const HELLO = {
  kind: 'hello',
  last: 0,
  lang: 'en',
  token: 'v1.x.y',
  talk: 'x',
  source: 'mail',
  zone: 'Europe/Kyiv',
}
const WORDS = [
  HELLO,
  { kind: 'open', id: 'open-1234' },
  { kind: 'say', id: 'say-12345', text: 'хочу скидку' },
  { kind: 'choose', id: 'choose-12', choice: 'yes', text: 'Yes' },
  { kind: 'earlier', before: 5 },
  { kind: 'links' },
  { kind: 'ping' },
]

/** Frames that no client of ours sends. */
const BAD: readonly (readonly [string, Buffer])[] = [
  ['no mask', frame(Buffer.from('{}'), { op: 1, masked: false })],
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (op) => [`opcode ${op}`, frame(Buffer.from('x'), { op })] as const,
  ),
  ...[1, 2, 3, 4, 5, 6, 7].map((rsv) => [`rsv ${rsv}`, frame(Buffer.from('{}'), { op: 1, rsv })] as const),
  ['compressed, which was not agreed', frame(Buffer.from([0xaa, 0x56, 0x2a, 0x00]), { op: 1, rsv: 4 })],
  ['no UTF-8', frame(Buffer.from([0x22, 0xc3, 0x28, 0x22]), { op: 1 })],
  ['a surrogate in UTF-8', frame(Buffer.from([0xed, 0xa0, 0x80]), { op: 1 })],
  ['half a sign, then nothing', frame(Buffer.from([0xe2, 0x82]), { op: 1 })],
  ['binary', frame(Buffer.from('{}'), { op: 2 })],
  ['goes on with nothing', frame(Buffer.from('{}'), { op: 0 })],
  ['begins twice', Buffer.concat([frame(Buffer.from('{'), { op: 1, fin: false }), text('{}')])],
  [
    'never ends',
    Buffer.concat(
      Array.from({ length: 200 }, (_, n) => frame(Buffer.from('x'), { op: n === 0 ? 1 : 0, fin: false })),
    ),
  ],
  [
    'of empty pieces',
    Buffer.concat(
      Array.from({ length: 20_000 }, (_, n) => frame(Buffer.alloc(0), { op: n === 0 ? 1 : 0, fin: false })),
    ),
  ],
  [
    'in pieces with a ping between',
    Buffer.concat([
      frame(Buffer.from('{"kind":'), { op: 1, fin: false }),
      frame(Buffer.from('p'), { op: 9 }),
      frame(Buffer.from('"ping"}'), { op: 0 }),
    ]),
  ],
  ['a ping in pieces', frame(Buffer.from('x'), { op: 9, fin: false })],
  ['a ping of 126 bytes', frame(Buffer.alloc(126), { op: 9 })],
  ['5,000 pings', Buffer.concat(Array.from({ length: 5_000 }, () => frame(Buffer.alloc(100), { op: 9 })))],
  ['5,000 pongs', Buffer.concat(Array.from({ length: 5_000 }, () => frame(Buffer.alloc(0), { op: 10 })))],
  ...[0, 1, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535].map(
    (code) => [`goodbye ${code}`, frame(Buffer.from([code >> 8, code & 255]), { op: 8 })] as const,
  ),
  ['goodbye of one byte', frame(Buffer.from([3]), { op: 8 })],
  ['goodbye that is no UTF-8', frame(Buffer.from([3, 232, 0xff]), { op: 8 })],
  ['goodbye, then words', Buffer.concat([frame(Buffer.from([3, 232]), { op: 8 }), text('{"kind":"ping"}')])],
  ['claims 2^63', frame(Buffer.from('x'), { op: 1, length: 2n ** 63n })],
  ['claims 2^53', frame(Buffer.from('x'), { op: 1, length: 2n ** 53n })],
  ['claims a gigabyte', frame(Buffer.from('x'), { op: 1, length: 1_000_000_000 })],
  ['claims more than it has', frame(Buffer.from('x'), { op: 1, length: 30_000 })],
  ['a megabyte', text('x'.repeat(1_000_000))],
  ['32 KB', text(`"${'x'.repeat(32 * 1024 - 2)}"`)],
  ['deep', text('['.repeat(30_000))],
  ['deep and whole', text('['.repeat(16_000) + ']'.repeat(16_000))],
  ['empty', text('')],
  ['1,000 empty ones', Buffer.concat(Array.from({ length: 1_000 }, () => text('')))],
  [
    '1,000 pings of the protocol',
    Buffer.concat(Array.from({ length: 1_000 }, () => text('{"kind":"ping"}'))),
  ],
  ['a request of HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
]

export const socketsOf = async (served: Served): Promise<Door> => {
  const { url, keys } = served
  const upgrade = (path: string, more = ''): Buffer =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`,
    )
  const chat = `/v1/chat?key=${keys.page}`
  const line = async (): Promise<string> => {
    const response = await fetch(`${url}/v3/directline/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${LINE_SECRET}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const { streamUrl } = (await response.json()) as { streamUrl: string }
    const { pathname, search } = new URL(streamUrl)
    return pathname + search
  }
  const stream = await line()
  const caseOf = (about: string, path: string, frames: readonly Buffer[], more = ''): Case => ({
    about,
    run: async () => {
      const { heard } = await raw(url, [upgrade(path, more), Buffer.concat(frames)], {
        within: 40,
        until: 'close',
        apart: 2,
        end: about.length % 2 === 0,
      })
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0)
      return status >= 500 ? [`it answered ${status}`] : []
    },
  })
  return {
    name: 'sockets',
    share: 0.08,
    cases: function* ({ seed, many }) {
      const hello = text(JSON.stringify({ kind: 'hello', last: 0 }))
      for (const [about, bad] of BAD) {
        yield caseOf(`chat: ${about}`, chat, [bad])
        yield caseOf(`chat after hello: ${about}`, chat, [hello, bad])
        yield caseOf(
          `chat, with compression asked for: ${about}`,
          chat,
          [hello, bad],
          'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=8\r\n',
        )
        yield caseOf(`stream: ${about}`, stream, [bad])
      }
      for (const more of [
        'Sec-WebSocket-Key: x\r\n',
        'Sec-WebSocket-Version: 99\r\n',
        'Sec-WebSocket-Protocol: ,,\r\n',
        'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99999999\r\n',
        `Sec-WebSocket-Extensions: ${'a;b=c,'.repeat(2_000)}\r\n`,
        `Sec-WebSocket-Protocol: ${'a,'.repeat(6_000)}\r\n`,
        `Sec-WebSocket-Extensions: ${'permessage-deflate,'.repeat(500)}x\r\n`,
      ])
        for (const path of [chat, stream])
          yield caseOf(`shakes hands with ${short(more, 60)}`, path, [hello], more)
      const rest = Math.max(0, many - BAD.length * 4 - 14)
      const word = fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...WORDS).chain((one) => spoiled(one, 0)) },
        { weight: 1, arbitrary: fc.constantFrom(...SUITE).map(({ input }) => input) },
        { weight: 1, arbitrary: fc.constantFrom(...FRAGMENTS).map((one) => one.slice(0, 33_000)) },
        {
          weight: 3,
          arbitrary: aText().map((said) => JSON.stringify({ kind: 'say', id: 'say-123456', text: said })),
        },
        { weight: 2, arbitrary: fc.constantFrom(...WORDS).map((one) => JSON.stringify(one)) },
      )
      for (const [n, words] of fc
        .sample(fc.array(word, { minLength: 1, maxLength: 4 }), { seed, numRuns: rest })
        .entries())
        yield caseOf(
          `${n % 8 === 0 ? 'stream' : 'chat'}: ${words.map((one) => short(one, 60)).join(' ')}`,
          n % 8 === 0 ? stream : chat,
          [...(n % 3 === 0 ? [] : [hello]), ...words.map(text)],
        )
    },
  }
}
