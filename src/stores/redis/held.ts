// Everything there is of shoppers beside their documents, given out whole.
import type { Erasure, Held } from '../../ports/erasure.ts'
import type { Redis } from './connect.ts'
import { keyOf } from './keys.ts'
import { outdated } from './moved.ts'
import { partitionOf } from './partition.ts'
import { lastLine, readLines } from './records.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { ticketOf } from './tickets.ts'

const ITEMS = makeScript('out-of-shopper', { fragments: ['lanes'], reads: true })
const STATE = { w: 'waiting', p: 'parked', l: 'lapsed' } as const

/** Is this one's name, or a longer one that begins with it and goes on with a point or a colon? */
export const isOf = (id: string, shopper: string): boolean =>
  id === shopper || id.startsWith(`${shopper}:`) || id.startsWith(`${shopper}.`)

export const rowsOf = async (
  redis: Redis,
  partition: number,
  shoppers: readonly string[],
): Promise<(readonly [id: string, row: string])[]> => {
  const found: (readonly [string, string])[] = []
  for await (const [id, row] of scanHash(redis, keyOf(partition, 'enrolments')))
    if (shoppers.some((shopper) => isOf(id, shopper))) found.push([id, row])
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Ids of the tickets of these in a partition, with their texts. */
export const ticketsOf = async (
  redis: Redis,
  partition: number,
  shoppers: readonly string[],
): Promise<(readonly [id: string, text: string])[]> => {
  const found: (readonly [string, string])[] = []
  for await (const [id, text] of scanHash(redis, keyOf(partition, 'tickets')))
    if (shoppers.includes(ticketOf(id, true, text).shopper)) found.push([id, text])
  return found
}

export const partitionsOf = (shoppers: readonly string[]): readonly number[] => [
  ...new Set(shoppers.map(partitionOf)),
]

export const createHeld =
  (redis: Redis): Erasure['held'] =>
  async (shoppers): Promise<Held> => {
    const lines = await Promise.all(
      shoppers.map(async (id) => readLines(redis, id, 1, await lastLine(redis, id))),
    )
    const rows: (readonly [string, string])[] = []
    const [oldRows, oldTickets] = [await outdated(redis, 'enrolments'), await outdated(redis, 'tickets')]
    const tickets: (readonly [string, string])[] = []
    for (const partition of partitionsOf(shoppers)) {
      const isNew =
        (old: ReadonlySet<string>) =>
        ([id]: readonly [string, string]) =>
          !old.has(`${partition} ${id}`)
      rows.push(...(await rowsOf(redis, partition, shoppers)).filter(isNew(oldRows)))
      tickets.push(...(await ticketsOf(redis, partition, shoppers)).filter(isNew(oldTickets)))
    }
    const items = await Promise.all(
      shoppers.map((id) =>
        redis.runIn<[string, string, number, keyof typeof STATE, string | null][]>(
          ...([ITEMS, partitionOf(id), 'outbox', [id], 'again'] as const),
        ),
      ),
    )
    const inOrder = tickets
      .map(([id, text]) => ticketOf(id, true, text))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    return {
      lines: lines.flat(),
      enrolments: [...new Map(rows).values()],
      tickets: [...new Map(inOrder.map(({ id, row }) => [id, row])).values()],
      outbox: items
        .flat()
        .map(([lane, kind, due, state, why]) => ({ lane, kind, due, state: STATE[state], why })),
    }
  }
