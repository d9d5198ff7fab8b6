// Rubbish in addresses and queries of the secret doors: a problem with a stable code, never a defect.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../src/http/problem-codes.ts'
import { startServer, type TestServer } from '../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const isFine = ({ status, body }: { status: number; body: { code?: string } }): boolean =>
  status < 400 || (status < 500 && body.code !== undefined && body.code in PROBLEM_CODES)

/** What can't be spoilt by a body: what stands in the address is. */
const ASKED: readonly (readonly [method: string, before: string, after?: string])[] = [
  ['GET', '/v1/points?userId='],
  ['GET', '/v1/referral?userId='],
  ['GET', '/v1/reports?by='],
  ['GET', '/v1/reports?from='],
  ['GET', '/v1/reports/'],
  ['DELETE', '/v1/locks/'],
  ['POST', '/v1/redemptions/', '/rollback'],
  ['POST', '/v1/points/spend/', '/rollback'],
]

describe.each(ASKED)('%s %s', (method = 'GET', before, after = '') => {
  const ask = async (rubbish: string) => {
    const response = await fetch(`${server.url()}${before}${rubbish}${after}`, {
      method,
      headers: { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': randomUUID() },
      ...(method === 'POST' && { body: null }),
    })
    return { status: response.status, body: await response.json() }
  }
  it('takes anything in its address for what it is', async () => {
    const more = fc.constantFrom(
      '%',
      '%00',
      '%ff',
      '..%2f..',
      '__proto__',
      'constructor',
      'x'.repeat(5000),
      '&userId=a',
    )
    const any = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => encodeURIComponent(text.toWellFormed())),
      more,
      fc.constantFrom(
        's_x.c1-1',
        's_x.c1-lock1',
        's_x.p1',
        '2026-02-30',
        '2026-11-01',
        'day',
        '9'.repeat(400),
      ),
    )
    await fc.assert(
      fc.asyncProperty(any, async (rubbish) => {
        expect(await ask(rubbish), rubbish).toSatisfy(isFine)
      }),
      { numRuns: 60 },
    )
  })
})
