// A message of a shopper by the app's webhook, read, decided and on disk, beside bare node:http.
import { randomBytes, randomUUID } from 'node:crypto'
import { signed } from '../../src/channels/app/signature.ts'
import type { BareSide } from './http/bare.ts'
import type { ClientSide, Ran, Request } from './http/client.ts'
import type { Bench } from './run/bench.ts'
import { type Far, openFar } from './run/far.ts'
import { inTurns, median, quantile } from './run/rounds.ts'
import type { WebhookSide } from './webhook/ours.ts'
import { TEXTS } from './webhook/texts.ts'

const CONNECTIONS = 64
const MESSAGES = 2_000
const MANY = 20_000

const key = randomBytes(32)

let said = 0
/** Messages of many shoppers in turn, each signed and with an id of its own. */
const messages = (count: number): readonly Request[] =>
  Array.from({ length: count }, () => {
    const n = said++
    const body = JSON.stringify({ kind: 'said', shopper: `a${n % MESSAGES}`, text: TEXTS[n % TEXTS.length] })
    return { path: '/hooks/app', headers: signed(key, randomUUID(), body, Date.now()), body }
  })

const client = (port: number): Promise<Far<ClientSide>> =>
  openFar<ClientSide>(new URL('http/client.ts', import.meta.url), { port, connections: CONNECTIONS })

const need = ({ statuses }: Ran, count: number): void => {
  if (statuses['200'] !== count) throw new Error(`not all were taken in: ${JSON.stringify(statuses)}`)
}

export const bench: Bench = {
  name: 'webhook',
  about: `A durable turn over HTTP: a shopper's text comes by the app's signed webhook, is committed with full sync and answered 200; then it is read, decided, and the reply committed with full sync. ${CONNECTIONS} connections that stay open, ${MESSAGES} shoppers, each of whom writes once a round, three languages, the shipped flows, the client in a process of its own. The peer is node:http, which parses the same body, answers JSON and keeps nothing.`,
  run: async ({ rounds }) => {
    const ours = await openFar<WebhookSide>(new URL('webhook/ours.ts', import.meta.url), {
      key: key.toString('base64'),
    })
    const bare = await openFar<BareSide>(new URL('http/bare.ts', import.meta.url))
    const [toOurs, toBare] = [await client(await ours.port()), await client(await bare.port())]
    const taken: number[] = []
    const p99: number[] = []
    const [whole, peer] = await inTurns(rounds, [
      async () => {
        await toOurs.prepare(messages(MESSAGES))
        const began = performance.now()
        const all = ours.answered(MESSAGES)
        const ran = await toOurs.run(false)
        await all
        const seconds = (performance.now() - began) / 1000
        need(ran, MESSAGES)
        taken.push(MESSAGES / ran.seconds)
        p99.push(quantile([...ran.ms], 0.99))
        return MESSAGES / seconds
      },
      async () => {
        await toBare.prepare(messages(MANY))
        const ran = await toBare.run(false)
        need(ran, MANY)
        return MANY / ran.seconds
      },
    ])
    const { events } = await ours.held()
    const sent = (rounds + 1) * MESSAGES
    if (events < 2 * sent) throw new Error(`${events} entries in the journal of ${sent} messages`)
    await ours.close()
    await bare.close()
    for (const one of [ours, bare, toOurs, toBare]) await one.end()
    const name = 'node:http'
    return {
      rows: [
        {
          what: 'read, decided, committed',
          unit: 'turns/s',
          ours: whole!,
          peer: { name, rounds: peer! },
          goal: { least: 0.6 },
        },
        {
          what: 'taken in: committed and answered 200',
          unit: 'requests/s',
          ours: taken.slice(1),
          peer: { name, rounds: peer! },
          goal: null,
        },
      ],
      notes: [
        'A message is two turns and two commits, as in the product: it is kept, and once no further piece of it can come it is read and answered by a wake-up. The peer does none of that.',
        `Each message is two commits, the message and what was made of it, and both are counted as done only when they are on disk: ${events.toLocaleString('en-US')} entries in the journal for ${sent.toLocaleString('en-US')} messages. A request is answered within ${median(p99).toFixed(0)} ms at p99.`,
        "The limit: one thread at some 700 µs a message, by a flat profile (COMMIT 13 %, Fastify 6 %, garbage 6 %, patterns that read the text 4 %, the outbox 4 %, the journal's chain 3 %; the turn as a whole 29 %, writes that were gathered 23 %). Bare node:http takes 16 µs: 0.6 of it would leave 27 µs for two turns and two commits.",
      ],
    }
  },
}
