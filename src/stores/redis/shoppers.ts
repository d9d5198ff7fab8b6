// A shopper as stored, events that were here before, and those who only look.
import type { Store, VisitResult } from '../../ports/store.ts'
import type { Redis } from './connect.ts'
import type { Durability } from './durability.ts'
import { keyOf } from './keys.ts'
import type { LastLines } from './last-lines.ts'
import type { Look } from './looks.ts'
import { partitionOf } from './partition.ts'
import { readEventRow, readShopperRow, readVisitRow } from './rows.ts'
import { makeScript } from './scripts.ts'

const VISIT = makeScript('visit')

export const createShoppers = (
  redis: Redis,
  lookUp: Look,
  durability: Durability,
  lastLines: LastLines,
): Pick<Store, 'load' | 'known' | 'visit'> => {
  const look = (name: 'shoppers' | 'visits' | 'events', partition: number, field: string) =>
    lookUp(keyOf(partition, name), field)

  return {
    load: async (shopper) => {
      const partition = partitionOf(shopper)
      // Together, so that who only looks costs no second way.
      const [text, visit] = await Promise.all([
        look('shoppers', partition, shopper),
        look('visits', partition, shopper),
      ])
      if (text === null)
        return { version: 0, document: null, key: null, visit: visit === null ? null : readVisitRow(visit) }
      const { version, line, document, key } = readShopperRow(text)
      lastLines.saw(shopper, version, line)
      return { version, document, key, visit: null }
    },
    known: async (shopper, event) => {
      const partition = partitionOf(shopper)
      const before = durability.mark(partition)
      const text = await look('events', partition, event)
      if (text === null) return null
      // Its reply acknowledges what was committed then.
      if (readEventRow(text).commit !== null) await durability.wait(before)
      const { digest, reply } = readEventRow(text)
      return { digest, reply }
    },
    visit: async (shopper, event, expires) => {
      const { id, at, digest, reply } = event
      const args = [
        shopper,
        id,
        `${at}`,
        JSON.stringify(digest),
        reply,
        `${expires}`,
        JSON.stringify(shopper),
      ]
      const kind = await redis.runIn<VisitResult['kind']>(VISIT, partitionOf(shopper), 'core', args, 'again')
      return { kind }
    },
  }
}
