// Raw sockets: requests that are none, framed wrongly, cut off, smuggled, dribbled. Each is refused or answered, never
// answered twice, and holds nobody else up.
import fc from 'fast-check'
import { faultsOf } from '../answer.ts'
import { type Case, type Door, short } from '../door.ts'
import { answersIn, type How, raw } from '../raw.ts'
import type { Served } from '../served.ts'

const H = 'HTTP/1.1\r\nHost: x\r\n'
const JSON_HEAD = 'Content-Type: application/json\r\n'

/** Shapes that two readers would read differently. `S` stands for the secret's header. */
const SHAPES = (key: string): readonly string[] => {
  const S = `Authorization: Bearer ${key}\r\n`
  const hidden = `GET /healthz ${H}\r\n`
  const post = `POST /v1/visitors ${H}${S}${JSON_HEAD}`
  return [
    `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${post}Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ${hidden}`,
    `${post}Content-Length: 2, 2\r\n\r\n{}`,
    `${post}Content-Length: +2\r\n\r\n{}`,
    `${post}Content-Length: -1\r\n\r\n{}`,
    `${post}Content-Length: 0x2\r\n\r\n{}`,
    `${post}Content-Length: 2 \r\n\r\n{}`,
    `${post}Content-Length : 2\r\n\r\n{}`,
    `${post}Content-Length: 99999999999999999999\r\n\r\n{}`,
    `${post}Content-Length:\r\n\r\n{}`,
    ...[
      'xchunked',
      'chunked, identity',
      'identity',
      ' chunked',
      'chunked\t',
      '\tchunked',
      'CHUNKED',
      'gzip, chunked',
      'chunked, chunked',
      '"chunked"',
      'chunked;q=1',
      '\x0bchunked',
    ].map((te) => `${post}Transfer-Encoding: ${te}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
    `${post}Transfer-Encoding:\r\n chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    `${post}X: a\r\n b\r\n\tc\r\nContent-Length: 2\r\n\r\n{}`,
    `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n`,
    ...[
      '0',
      '00000000000000002',
      '2;a=b',
      `2;${'x'.repeat(20_000)}`,
      '2 ',
      ' 2',
      '0x2',
      '-2',
      '2\n',
      'ffffffffffffffff',
      '7fffffff',
      'zz',
      '',
      '2\r\n{}\r\n2',
    ].map((size) => `${post}Transfer-Encoding: chunked\r\n\r\n${size}\r\n{}\r\n0\r\n\r\n`),
    `${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}X\r\n0\r\n\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: ${'y'.repeat(30_000)}\r\n\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n${'1\r\n \r\n'.repeat(20_000)}0\r\n\r\n`,
    `${post}Transfer-Encoding: chunked\r\n\r\n${'0\r\n\r\n'.repeat(500)}`,
    `${post}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`,
    `${post}Expect: nothing\r\nContent-Length: 2\r\n\r\n{}`,
    `${post}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
    `${post}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nContent-Length: 2\r\n\r\n{}`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    `GET / HTTP/1.1\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: \r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a b/c?d\r\n\r\n`,
    `GET / HTTP/1.1\nHost: x\n\n`,
    `GET / HTTP/1.1\rHost: x\r\r`,
    `GET / HTTP/0.9\r\n\r\n`,
    `GET / HTTP/1.0\r\n\r\n`,
    `GET / HTTP/2.0\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.11\r\nHost: x\r\n\r\n`,
    `GET / http/1.1\r\nHost: x\r\n\r\n`,
    `GET /\r\n\r\n`,
    `GET  /  HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET\t/\tHTTP/1.1\r\nHost: x\r\n\r\n`,
    ` GET / ${H}\r\n`,
    `\r\n\r\n\r\nGET / ${H}\r\n`,
    `GET /\x00 ${H}\r\n`,
    `GET /a\x00b ${H}\r\n`,
    `GET / ${H}X-Nul: a\x00b\r\n\r\n`,
    `GET / ${H}X\x00: b\r\n\r\n`,
    `GET / ${H}: b\r\n\r\n`,
    `GET / ${H}no colon\r\n\r\n`,
    `GET / ${H}X: a\rb\r\n\r\n`,
    `GET / ${H}X: a\nY: b\r\n\r\n`,
    `GET / ${H}X: ${'a'.repeat(20_000)}\r\n\r\n`,
    `GET / ${H}${'a'.repeat(20_000)}: b\r\n\r\n`,
    `GET / ${H}${Array.from({ length: 5_000 }, (_, n) => `x-${n}: y\r\n`).join('')}\r\n`,
    `GET / ${H}${'x: y\r\n'.repeat(2_000)}\r\n`,
    `GET /${'a'.repeat(40_000)} ${H}\r\n`,
    `GET ${'/a'.repeat(5_000)} ${H}\r\n`,
    `GET /?${'a=b&'.repeat(3_000)} ${H}\r\n`,
    `${'A'.repeat(5_000)} / ${H}\r\n`,
    `GET http://evil.example/ ${H}\r\n`,
    `GET http:// ${H}\r\n`,
    `GET //evil.example/%2f.. ${H}\r\n`,
    `GET * ${H}\r\n`,
    `OPTIONS * ${H}\r\n`,
    `CONNECT evil.example:443 ${H}\r\n`,
    `GET ?x ${H}\r\n`,
    `GET #x ${H}\r\n`,
    `GET \\x ${H}\r\n`,
    `GET /é ${H}\r\n`,
    `GET /v1/chat?key=%FF ${H}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `GET //[ ${H}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    ...['websocket, websocket', 'h2c', '', 'WebSocket\0'].map(
      (to) =>
        `GET /v1/chat ${H}Upgrade: ${to}\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n`,
    ),
    `POST /v1/chat ${H}Upgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\n{}`,
    `${hidden.repeat(200)}`,
    `${`POST /v1/visitors ${H}Content-Length: 2\r\n\r\n{}`.repeat(100)}`,
    `POST /hooks/app ${H}Content-Length: 100\r\n\r\n${'x'.repeat(100)}${hidden}`,
    `POST /v3/directline/conversations/x/upload ${H}Content-Type: multipart/form-data; boundary=\r\nContent-Length: 4\r\n\r\n----`,
  ]
}

export const wiresOf = (served: Served): Door => {
  const caseOf = (bytes: Uint8Array | readonly Uint8Array[], about: string, how: How): Case => ({
    about,
    run: async () => {
      const { heard } = await raw(served.url, bytes, how)
      return answersIn(heard).flatMap((answer) => faultsOf(answer, null))
    },
  })
  return {
    name: 'wires',
    share: 0.08,
    cases: function* ({ seed, many }) {
      const shapes = SHAPES(served.keys.secret)
      const whole = fc.constantFrom(...shapes)
      const right = `POST /v1/batch ${H}Authorization: Bearer ${served.keys.secret}\r\n${JSON_HEAD}Content-Length: 12\r\n\r\n{"batch":[]}`
      const bent = fc
        .tuple(
          fc.oneof(whole, fc.constant(right)),
          fc.nat(),
          fc.nat(3),
          fc.string({ unit: 'binary-ascii', maxLength: 4 }),
        )
        .map(([text, at, cut, put]) => {
          const where = at % Math.min(text.length, 400)
          return text.slice(0, where) + put + text.slice(where + cut)
        })
      for (const [n, text] of shapes.entries())
        yield caseOf(Buffer.from(text, 'latin1'), short(text, 200), {
          within: 300,
          until: 'close',
          end: n % 2 === 0,
        })
      const rest = Math.max(0, many - shapes.length)
      for (const text of fc.sample(bent, { seed, numRuns: Math.ceil(rest * 0.6) }))
        yield caseOf(Buffer.from(text, 'latin1'), short(text, 200), { within: 60, until: 'close', end: true })
      for (const bytes of fc.sample(fc.uint8Array({ minLength: 1, maxLength: 400 }), {
        seed,
        numRuns: Math.ceil(rest * 0.1),
      }))
        yield caseOf(bytes, `bytes ${Buffer.from(bytes).toString('hex').slice(0, 80)}`, {
          within: 40,
          until: 'close',
          end: true,
        })
      // Cut off anywhere, without a goodbye.
      for (const [text, at] of fc.sample(fc.tuple(fc.constant(right), fc.nat(right.length)), {
        seed,
        numRuns: Math.ceil(rest * 0.2),
      }))
        yield caseOf(Buffer.from(text.slice(0, at)), `cut off at ${at}`, { within: 100, until: 'never' })
      for (const [text, size] of fc.sample(fc.tuple(fc.constant(right), fc.integer({ min: 1, max: 9 })), {
        seed,
        numRuns: Math.ceil(rest * 0.1),
      })) {
        const pieces = Array.from({ length: Math.ceil(text.length / size / 8) }, (_, n) =>
          Buffer.from(text.slice(n * size * 8, (n + 1) * size * 8)),
        )
        yield caseOf(pieces, `in pieces of ${size * 8}`, { within: 400, until: 'answer', apart: 1 })
      }
    },
  }
}
