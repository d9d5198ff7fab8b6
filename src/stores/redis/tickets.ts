// The desk's index of tickets, of all partitions.
import type { Records, TicketRow } from '../../ports/records.ts'
import type { Redis } from './connect.ts'
import { keyOf } from './keys.ts'
import { merged, type Source } from './merged.ts'
import { outdated } from './moved.ts'
import { PARTITIONS } from './partition.ts'

type Named = { readonly partition: number; readonly id: string; readonly score: number; readonly n: number }

/** Open ones by their time, closed ones by minus theirs; then by id. */
const inOrder = {
  placeOf: ({ score }: Named): number => score,
  tie: (a: Named, b: Named): number => (a.id < b.id ? -1 : 1),
}

export const ticketOf = (id: string, open: boolean, text: string): TicketRow => {
  const [at, shopper] = text.split('\n', 2)
  return { id, shopper: shopper!, open, at: Number(at), row: text.slice(at!.length + shopper!.length + 2) }
}

export const createTickets = (redis: Redis): Pick<Records, 'tickets'> => {
  const sourceOf = (partition: number, open: boolean): Source<Named> => ({
    bound: Number.NEGATIVE_INFINITY,
    read: async (after, most) => {
      const key = keyOf(partition, open ? 'tickets_open' : 'tickets_closed')
      const from = after ? after.n + 1 : 0
      const flat = await redis.read<string[]>(
        key,
        ...['ZRANGE', key, `${from}`, `${from + most - 1}`, 'WITHSCORES'],
      )
      return Array.from({ length: flat.length / 2 }, (_, n) => ({
        ...{ partition, id: flat[2 * n]!, score: Number(flat[2 * n + 1]), n: from + n },
      }))
    },
  })

  return {
    tickets: async (open, limit) => {
      const found: Named[] = []
      const old = await outdated(redis, 'tickets')
      const sources = Array.from({ length: PARTITIONS }, (_, partition) => sourceOf(partition, open))
      if (limit > 0)
        for await (const one of merged(sources, inOrder, {
          first: 2 + Math.ceil(limit / 64),
          open: PARTITIONS,
        })) {
          if (old.has(`${one.partition} ${one.id}`)) continue
          found.push(one)
          if (found.length === limit) break
        }
      const rows = new Map<string, TicketRow>()
      await Promise.all(
        [...Map.groupBy(found, ({ partition }) => partition)].map(async ([partition, share]) => {
          const key = keyOf(partition, 'tickets')
          const ids = share.map(({ id }) => id)
          const texts = await redis.read<(string | null)[]>(key, 'HMGET', key, ...ids)
          texts.forEach((text, n) => {
            if (text !== null) rows.set(ids[n]!, ticketOf(ids[n]!, open, text))
          })
        }),
      )
      return found.flatMap(({ id }) => rows.get(id) ?? [])
    },
  }
}
