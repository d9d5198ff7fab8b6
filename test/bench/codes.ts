// Validating and redeeming a code over HTTP, with few campaigns and with many, and beside Vendure applying a coupon.

import type { CodesSide, Given } from './codes/ours.ts'
import { APPLY, type VendureSide } from './codes/vendure.ts'
import { SECRET } from './door.ts'
import type { ClientSide, Ran, Request } from './http/client.ts'
import type { Bench, Row } from './run/bench.ts'
import { openFar } from './run/far.ts'
import { inTurns } from './run/rounds.ts'

const CODES = 500
const CONNECTIONS = 16
const [FEW, MANY] = [10, 10_000]
const COUPONS = 100

const requestsOf = (given: readonly Given[], path: string, round: number): readonly Request[] =>
  given.map(({ code, visitor }) => ({
    path,
    headers: { authorization: `Bearer ${SECRET}`, 'idempotency-key': `${round}-${visitor}-key` },
    body: JSON.stringify({
      code,
      order: { id: `order-${visitor}`, total: '1500.00' },
      shopper: { anonymousId: visitor },
    }),
  }))

const need = ({ statuses }: Ran, status: string): void => {
  if (statuses[status] !== CODES)
    throw new Error(`not all were answered ${status}: ${JSON.stringify(statuses)}`)
}

const openSide = async (campaigns: number) => {
  const server = await openFar<CodesSide>(new URL('codes/ours.ts', import.meta.url), { campaigns })
  const client = await openFar<ClientSide>(new URL('http/client.ts', import.meta.url), {
    ...{ port: await server.port(), connections: CONNECTIONS },
  })
  let rounds = 0
  const validated: number[] = []
  return {
    validated,
    /** Codes a second that are validated and then redeemed. */
    round: async (): Promise<number> => {
      const given = await server.give(CODES)
      rounds++
      await client.prepare(requestsOf(given, '/v1/validations', rounds))
      const asked = await client.run(true)
      need(asked, '200')
      if (asked.answers.some((answer) => !answer.includes('"valid":true')))
        throw new Error('a code was not valid')
      await client.prepare(requestsOf(given, '/v1/redemptions', rounds))
      const used = await client.run(false)
      need(used, '201')
      validated.push(CODES / asked.seconds)
      return CODES / (asked.seconds + used.seconds)
    },
    end: async (): Promise<void> => {
      const redeemed = await server.redeemed()
      if (redeemed !== rounds * CODES) throw new Error(`${redeemed} codes were redeemed of ${rounds * CODES}`)
      await server.close()
      await client.end()
      await server.end()
    },
  }
}

const openVendure = async () => {
  const server = await openFar<VendureSide>(new URL('codes/vendure.ts', import.meta.url))
  const client = await openFar<ClientSide>(new URL('http/client.ts', import.meta.url), {
    ...{ port: await server.port(), connections: CONNECTIONS },
  })
  return {
    /** Coupons a second that are applied to an order. */
    round: async (): Promise<number> => {
      const given = await server.give(COUPONS)
      await client.prepare(
        given.map(({ token, code }) => ({
          path: '/shop-api',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify({ query: APPLY, variables: { code } }),
        })),
      )
      const { answers, seconds } = await client.run(true)
      const applied = answers.filter((answer) => answer.includes('"couponCodes":["CODE')).length
      if (applied !== COUPONS) throw new Error(`${applied} coupons of ${COUPONS} were applied: ${answers[0]}`)
      return COUPONS / seconds
    },
    end: async (): Promise<void> => {
      await client.end()
      await server.close()
      await server.end()
    },
  }
}

export const bench: Bench = {
  name: 'codes',
  about: `A code is validated and redeemed over HTTP (POST /v1/validations, POST /v1/redemptions), redeeming with full sync; ${CONNECTIONS} connections, ${CODES} codes a round, each of its own shopper, the client in a process of its own. With ${FEW} campaigns and with ${MANY.toLocaleString('en-US')}, each a flow with a budget of its own; they give up to 1,000 offers. Beside it Vendure applies a coupon to an order (applyCouponCode), as many at once.`,
  run: async ({ rounds, size }) => {
    const many = size ?? MANY
    const [small, large] = [await openSide(FEW), await openSide(many)]
    const vendure = await openVendure()
    const [few, lots, coupons] = await inTurns(rounds, [small.round, large.round, vendure.round])
    await small.end()
    await large.end()
    await vendure.end()
    const row = (
      what: string,
      ours: readonly number[],
      peer: NonNullable<Row['peer']>,
      goal: Row['goal'],
    ): Row => ({
      ...{ what: `${what}, ${FEW} campaigns`, unit: 'codes/s', ours, peer, goal },
    })
    const lotsOf = (rounds: readonly number[]) => ({
      name: `${many.toLocaleString('en-US')} campaigns`,
      rounds,
    })
    const applying = { name: 'Vendure, 10 promotions', rounds: coupons! }
    const [asked, asking] = [small.validated.slice(1), large.validated.slice(1)]
    return {
      rows: [
        row('validated and redeemed', few!, lotsOf(lots!), { most: 1.15 }),
        row('validated', asked, lotsOf(asking), { most: 1.15 }),
        row('validated and redeemed', few!, applying, { least: 200 }),
        row('validated', asked, applying, { least: 200 }),
      ],
      notes: [
        `Vendure applies a coupon to an order of one product, each order of its own session, with its data in memory: ${COUPONS} orders a round.`,
        'The limit: HTTP and JSON. An answer to a validation takes some 280 µs, of which what is decided about the code is a tenth; 200 times Vendure would be some 30,000 a second, half of what bare node:http answers here with nothing behind it.',
      ],
    }
  },
}
