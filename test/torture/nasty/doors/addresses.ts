// Addresses, queries and headers of every route, by raw bytes: what no client would send.
import fc from 'fast-check'
import { faultsOf } from '../answer.ts'
import { type Case, type Door, short } from '../door.ts'
import { answersIn, raw } from '../raw.ts'
import type { Served } from '../served.ts'
import { HEADER, LONG_TEXTS, NAUGHTY } from '../texts.ts'

/** As test/http/doors.test.ts names them; `x` is where the nasty part goes. */
const PATHS = [
  ...[
    '/v1/shoppers/x',
    '/v1/shoppers/x/offers',
    '/v1/reports/x',
    '/v1/reports?by=x',
    '/v1/reports?from=x&to=x',
    '/v1/points?userId=x',
    '/v1/referral?userId=x',
    '/v1/referral?x=1',
  ],
  ...[
    '/v1/push',
    '/v1/chat?key=x',
    '/c/x',
    '/hooks/stop/x',
    '/hooks/answer/x',
    '/hooks/answer/x?choice=x',
    '/confirm/x',
    '/healthz',
    '/readyz?x',
    '/openapi.json?x',
    '/metrics?x',
  ],
  ...[
    '/desk/api/tickets?closed=x',
    '/desk/api/tickets/x',
    '/desk/api/shoppers/x',
    '/desk/api/shoppers/x?campaign=x',
    '/desk/api/shoppers/x/replies',
    '/desk/api/shoppers/x/files/x/x',
    '/desk/api/audit?days=x',
  ],
  ...[
    '/desk/api/attention?x',
    '/desk/api/reports/x',
    '/desk/api/reports?by=x',
    '/desk/api/digests?x',
    '/desk/api/me?x',
    '/widget.js?x',
    '/widget/panel.js?x',
    '/desk?x',
    '/board?x',
    '/assets/x',
    '/demo/pictures/x',
    '/demo/shop?x',
    '/x',
    '/?x',
  ],
  ...[
    '/v3/directline/conversations/x',
    '/v3/directline/conversations/x/activities?watermark=x',
    '/v3/directline/attachments?t=x',
    '/v3/directline/conversations/x/stream?t=x&watermark=x',
    '/push/worker.js?x',
  ],
]
const HEADERS = [
  ...[
    'authorization',
    'cookie',
    'origin',
    'referer',
    'user-agent',
    'accept-language',
    'accept-encoding',
    'content-type',
    'content-encoding',
    'content-length',
    'if-none-match',
    'if-modified-since',
    'range',
  ],
  ...[
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'x-request-id',
    'host',
    'expect',
    'upgrade',
    'connection',
    'te',
    'idempotency-key',
    'x-winback-desk',
    'access-control-request-method',
    'sec-fetch-site',
    'x-nasty',
  ],
]
const ODD_PATHS = [
  ...[
    '',
    '%',
    '%0',
    '%zz',
    '%00',
    '%0d%0ax-nasty:739',
    '%ff',
    '%c0%ae',
    '..',
    '../',
    '..%2f..%2f..%2fetc%2fpasswd',
    '....//',
    '%2e%2e/',
    '\\..\\',
    '//',
    '//evil.example',
    '/////',
    '.',
    '~',
    ';a=b',
    '#x',
    '?',
    '&',
    '=',
    '&&=&x=x&x=y',
    '[]=1',
    '__proto__',
    'constructor',
    'x'.repeat(201),
    'x'.repeat(6_000),
  ],
  ...[
    's_x',
    's_x.t1',
    's_x.c1-1',
    '1',
    '0',
    '-1',
    '1e9',
    '999999999999999999999',
    'NaN',
    '2026-02-30',
    '0000-00-00',
    '%F0%9F%98%80',
    '%u0041',
    '%E2%80%AE',
    'a'.repeat(64),
    'v1.x.y',
    `${'a.'.repeat(100)}`,
    '%20',
    '+',
    '*',
    '\u00e9',
  ],
]

const line = (text: string): string => text.replace(/[\r\n\0]/g, '')

export const addressesOf = (served: Served, cookie: string): Door => {
  const as = [
    `Authorization: Bearer ${served.keys.secret}\r\n`,
    `Authorization: Bearer ${served.keys.page}\r\n`,
    `Cookie: ${cookie}\r\nX-Winback-Desk: 1\r\n`,
    '',
  ]
  const caseOf = (head: string): Case => ({
    about: short(head, 300),
    run: async () => {
      const { heard, late } = await raw(served.url, Buffer.from(`${head}\r\n`, 'latin1'), {
        within: 5_000,
        until: 'answer',
      })
      // What streams goes on for as long as it is listened to.
      if (late && heard === '') return ['it did not answer']
      return answersIn(heard).flatMap((answer) => [
        ...faultsOf(answer, null),
        ...(/^x-nasty:/im.test(answer.head) ? ['a header that was sent stands in the answer'] : []),
      ])
    },
  })
  const request = (method: string, path: string, headers: string) =>
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}`
  const methods = fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'HEAD',
    'DELETE',
    'OPTIONS',
    'PUT',
    'PATCH',
    'TRACE',
    'POST',
    'PROPFIND',
    'get',
    'QUERY',
  )
  const part = fc.oneof(
    fc.constantFrom(...ODD_PATHS),
    fc.constantFrom(...NAUGHTY).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom(...NAUGHTY).map(line),
    fc.constantFrom(...LONG_TEXTS).map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 10_000)),
    fc.string({ unit: 'binary-ascii', maxLength: 20 }).map(line),
  )
  const value = fc.oneof(
    fc.constantFrom(...NAUGHTY).map((text) => Buffer.from(line(text)).toString('latin1')),
    fc.constantFrom(
      HEADER,
      'Bearer',
      'Basic',
      'Bearer  ',
      'Basic %%%',
      'Basic Og==',
      'Bearer x y',
      'null',
      'gzip',
      'br, gzip',
      '-1',
      '0',
      '99999999999',
      '100-continue',
      'websocket',
      'h2c',
      'bytes=0-',
      '*',
      '"',
      'a=b; '.repeat(500),
      ','.repeat(5_000),
      '1.1.1.1, '.repeat(800),
      '::',
      'http://[',
      'en-US,en;q=0.9'.repeat(300),
    ),
    fc.constantFrom(...LONG_TEXTS).map((text) => Buffer.from(line(text)).toString('latin1').slice(0, 8_000)),
  )
  return {
    name: 'addresses',
    share: 0.1,
    cases: function* ({ seed, many }) {
      const asked = fc.tuple(methods, fc.constantFrom(...PATHS), part, fc.constantFrom(...as))
      for (const [method, path, nasty, who] of fc.sample(asked, { seed, numRuns: Math.ceil(many * 0.6) })) {
        const [first = '', ...rest] = path.split('x')
        yield caseOf(
          request(
            method,
            path === '/x' || rest.length === 0
              ? `/${nasty}`
              : first + rest.map((part) => nasty + part).join(''),
            who,
          ),
        )
      }
      const said = fc.tuple(
        methods,
        fc.constantFrom(...PATHS),
        fc.constantFrom(...HEADERS),
        value,
        fc.constantFrom(...as),
      )
      for (const [method, path, name, nasty, who] of fc.sample(said, {
        seed,
        numRuns: Math.ceil(many * 0.4),
      }))
        yield caseOf(request(method, path, `${who}${name}: ${nasty}\r\n`))
    },
  }
}
