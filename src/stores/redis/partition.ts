// Which of the 256 partitions a shopper, a claim or a budget's home lies in. All keys of a partition share one slot.
import { hash } from 'node:crypto'

/** Fixed when a store is made, and checked at start. */
export const PARTITIONS = 256

/** Never changes: it says where data already is. */
export const partitionOf = (id: string): number => Number.parseInt(hash('sha256', id, 'hex').slice(0, 2), 16)

export const everyPartition = <T>(ask: (partition: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => ask(partition)))
