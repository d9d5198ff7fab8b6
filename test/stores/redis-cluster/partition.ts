// Which of the 256 partitions a shopper or a claim is in, and the keys there. All of one share one slot.
import { hash } from 'node:crypto'

export const PARTITIONS = 256

/** Never changes: it says where data already is. */
export const partitionOf = (id: string): number => Number.parseInt(hash('sha256', id, 'hex').slice(0, 2), 16)

export const keyIn = (partition: number, ...parts: readonly string[]): string =>
  [`{p${partition}}`, ...parts].join(':')

export const shopperKey = (shopper: string, ...parts: readonly string[]): string =>
  keyIn(partitionOf(shopper), ...parts)
