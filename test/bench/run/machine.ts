// What the figures were taken on: processor, memory, Node, and how often a second the disk makes 4 KB last.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from './rounds.ts'

const PAGE = Buffer.alloc(4096, 1)
const ROUNDS = 7
const ROUND = 300

/** fsyncs a second of a page that is written anew each time, where the benchmarks keep their files: median of seven. */
export const fsyncRate = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-fsync-'))
  const file = openSync(join(folder, 'file'), 'w')
  const rates = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    let done = 0
    for (; performance.now() - began < ROUND; done++) {
      writeSync(file, PAGE, 0, PAGE.length, (done % 64) * PAGE.length)
      fsyncSync(file)
    }
    return (done / (performance.now() - began)) * 1000
  })
  closeSync(file)
  rmSync(folder, { recursive: true })
  return median(rates)
}

export const machine = (): string => {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  return `${availableParallelism()} cores (${model}), ${gigabytes} GB, Node ${process.version}, ${Math.round(fsyncRate())} fsyncs a second`
}
