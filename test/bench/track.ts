// How many events a second come in through /v1/batch, against a bare fastify route that takes the same body and keeps
// nothing. Run by hand: node test/bench/track.ts [batches] [events a batch] [batches at once]
import { randomUUID } from 'node:crypto'
import { fastify } from 'fastify'
import { startServer } from '../server.ts'

const [batches = 60, size = 500, together = 4] = process.argv.slice(2).map(Number)

const eventsOf = (batch: number): object[] =>
  Array.from({ length: size }, (_, n) => ({
    ...{
      type: 'track',
      messageId: randomUUID(),
      event: 'Product Added',
      anonymousId: `b${batch}-${n % 250}`,
    },
    properties: {
      product_id: `item-${n % 7}`,
      name: 'Mug',
      category: 'Kitchen',
      price: '390.00',
      quantity: 1,
    },
    context: { userAgent: 'Mozilla/5.0', ip: '91.198.10.1', campaign: { source: 'news' } },
    timestamp: new Date().toISOString(),
  }))

const send = async (url: string, key: string, body: string): Promise<number> => {
  const response = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  })
  const { results } = (await response.json()) as { results: { status: string }[] }
  return results.filter(({ status }) => status === 'accepted').length
}

const measure = async (url: string, key: string): Promise<{ accepted: number; perSecond: number }> => {
  const bodies = Array.from({ length: batches }, (_, n) =>
    JSON.stringify({ batch: eventsOf(n), sentAt: new Date() }),
  )
  let accepted = 0
  const began = performance.now()
  const one = async (): Promise<void> => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const more = await send(url, key, body)
      accepted += more
    }
  }
  await Promise.all(Array.from({ length: together }, one))
  return { accepted, perSecond: Math.round(accepted / ((performance.now() - began) / 1000)) }
}

const bare = fastify({ bodyLimit: 1024 * 1024 })
bare.post('/v1/batch', async (request) => {
  const { batch } = request.body as { batch: unknown[] }
  return { results: batch.map(() => ({ status: 'accepted' })) }
})
const peer = await measure(await bare.listen({ port: 0 }), 'none')
await bare.close()

const server = await startServer()
const ours = await measure(server.url(), server.secretKey)
await server.stop()

console.log({ batches, size, together })
console.log(`bare fastify: ${peer.perSecond} events/s, nothing kept`)
console.log(`winback:      ${ours.perSecond} events/s, each of ${ours.accepted} decided and on disk`)
console.log(`ratio:        1 to ${(peer.perSecond / ours.perSecond).toFixed(1)}`)
