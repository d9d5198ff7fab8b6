// Everything in Redis as records, and records put into it. Puts reading and writing together.
import type { Backup } from '../../ports/backup.ts'
import { type BackupParts, readAll } from './backup-read.ts'
import { createWriter, type WriteParts } from './backup-write.ts'
import { lookEverywhere } from './every.ts'
import { makeScript } from './scripts.ts'
import { POOL_KEYS, shopKey } from './shop-keys.ts'

const THERE = makeScript('there', { reads: true })

export const createBackup = (parts: BackupParts & WriteParts): Backup => {
  const { redis } = parts
  const write = createWriter(parts)
  return {
    read: () => readAll(parts),
    write,
    isEmpty: async () => {
      const keys = [
        ...(['journal', 'notes', 'rulebooks', 'rejected', 'parked', 'goods', 'erasures', 'chains'] as const),
      ].map(shopKey)
      const there = await Promise.all(
        [...keys, ...POOL_KEYS].map((key) => redis.read<number>(key, 'EXISTS', key)),
      )
      if (there.some((one) => one === 1)) return false
      for (const name of ['claims', 'shoppers', 'events', 'journal', 'out_marks'])
        if ((await lookEverywhere<number>(redis, THERE, name)).some((one) => one === 1)) return false
      return (await parts.budgetsNow()).length === 0
    },
  }
}
