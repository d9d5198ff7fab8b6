// The servers' append-only files written anew, so that what was deleted is gone from the disk too. A replica has files of
// its own, which its own server writes anew as they grow.
import { setTimeout as pause } from 'node:timers/promises'
import type { Node, Redis } from './connect.ts'

/** How long a rewrite is waited for, ms; later it is tried again. */
const PATIENCE = 120_000
const PAUSE = 50

const infoOf = async (node: Node, section: string): Promise<ReadonlyMap<string, string>> => {
  const text = await node.tell<string>('INFO', section)
  return new Map(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const),
  )
}

export const usedMemory = async (redis: Redis): Promise<number> => {
  const all = await Promise.all((await redis.masters()).map((node) => infoOf(node, 'memory')))
  return all.reduce((sum, info) => sum + Number(info.get('used_memory')), 0)
}

const BUSY = ['aof_rewrite_in_progress', 'aof_rewrite_scheduled', 'rdb_bgsave_in_progress']

/** Waits until nothing is written anew; answers what is said of it then, or null where that takes too long. */
const quiet = async (node: Node, end: number): Promise<ReadonlyMap<string, string> | null> => {
  while (performance.now() < end) {
    const info = await infoOf(node, 'persistence')
    if (BUSY.every((name) => info.get(name) === '0')) return info
    await pause(PAUSE)
  }
  return null
}

const rewrite = async (node: Node): Promise<boolean> => {
  const end = performance.now() + PATIENCE
  // One that runs by now began before what is to go was deleted.
  const before = await quiet(node, end)
  if (!before) return false
  const saves = await node.tell<string[]>('CONFIG', 'GET', 'save').catch(() => [])
  if (before.get('aof_enabled') === '1') {
    await node.tell('BGREWRITEAOF')
    if ((await quiet(node, end))?.get('aof_last_bgrewrite_status') !== 'ok') return false
  }
  if ((saves[1] ?? '') !== '') {
    await node.tell('BGSAVE')
    if ((await quiet(node, end))?.get('rdb_last_bgsave_status') !== 'ok') return false
  }
  return true
}

/** Answers whether all of them were. */
export const rewriteFiles = async (redis: Redis): Promise<boolean> => {
  const done = await Promise.all((await redis.masters()).map((node) => rewrite(node).catch(() => false)))
  return done.every((one) => one)
}
