// What became of what was asked, by kind: how long answers took from the moment at which they were meant to be asked for,
// and what was refused. Knows no server.
import type { Answer } from './wire.ts'

export type Told = {
  readonly asked: number
  readonly done: number
  readonly refused: number
  /** ms, of what was done. */
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export const quantile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10

export const createTally = () => {
  const took: number[] = []
  const wrong = new Map<string, number>()
  let refused = 0
  let asked = 0
  const fault = (what: string): void => void wrong.set(what, (wrong.get(what) ?? 0) + 1)
  return {
    ended: (answer: Answer | null, ms: number): void => {
      asked++
      if (answer === null) return fault('a connection was lost')
      if (answer.status < 300) return void took.push(ms)
      if (answer.status !== 429 && answer.status !== 503)
        return fault(`${answer.status} ${answer.body.slice(0, 160)}`)
      refused++
      if (!(Number(answer.retryAfter) >= 1)) fault(`${answer.status} without Retry-After`)
    },
    fault,
    heard: (ms: number): void => {
      asked++
      took.push(ms)
    },
    refused: (): void => {
      refused++
    },
    told: (): Told => {
      const sorted = took.toSorted((a, b) => a - b)
      return {
        ...{ asked, done: took.length, refused },
        ...{ p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) },
      }
    },
    wrong: () => Object.fromEntries(wrong),
  }
}
