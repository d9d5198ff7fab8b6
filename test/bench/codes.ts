// Validating and redeeming a code over HTTP, with few campaigns and with many.

import type { CodesSide, Given } from './codes/ours.ts'
import { SECRET } from './door.ts'
import type { ClientSide, Ran, Request } from './http/client.ts'
import type { Bench } from './run/bench.ts'
import { openFar } from './run/far.ts'
import { inTurns } from './run/rounds.ts'

const CODES = 500
const CONNECTIONS = 16
const [FEW, MANY] = [10, 10_000]

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

export const bench: Bench = {
  name: 'codes',
  about: `A code is validated and redeemed over HTTP (POST /v1/validations, POST /v1/redemptions), redeeming with full sync; ${CONNECTIONS} connections, ${CODES} codes a round, each of its own shopper, the client in a process of its own. With ${FEW} campaigns and with ${MANY.toLocaleString('en-US')}, each a flow with a budget of its own; they give up to 1,000 offers.`,
  run: async ({ rounds, size }) => {
    const many = size ?? MANY
    const [small, large] = [await openSide(FEW), await openSide(many)]
    const [few, lots] = await inTurns(rounds, [small.round, large.round])
    await small.end()
    await large.end()
    const times = (name: string, of: readonly number[], peer: readonly number[], most: number) => ({
      ...{ what: name, unit: 'codes/s', ours: of, goal: { most } },
      peer: { name: `${many.toLocaleString('en-US')} campaigns`, rounds: peer },
    })
    return {
      rows: [
        times(`validated and redeemed, ${FEW} campaigns`, few!, lots!, 1.15),
        times(`validated, ${FEW} campaigns`, small.validated.slice(1), large.validated.slice(1), 1.15),
      ],
      notes: [
        'Vendure applying a coupon is not measured here: @vendure/core installs (425 packages), but no shop of it with ten promotions has been set up, so that the ratio that is asked for is not known.',
      ],
    }
  },
}
