// Reports out of the store: one pass over the enrolment rows, giving way to everything else now and then. Decides
// nothing about figures (core/report) and nothing about who may read them.
import { setImmediate } from 'node:timers/promises'
import type { Enrolment } from '../core/enrolment/enrolment.ts'
import { groundOf } from '../core/report/ground.ts'
import type { Report, ReportQuery } from '../core/report/report.ts'
import { createScan } from '../core/report/scan.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Records } from '../ports/records.ts'

export type ReportStore = Pick<Records, 'enrolments' | 'budgets'>

/** So many rows at a time; then others have their turn. */
const AT_ONCE = 500

export const readReport = async (
  records: ReportStore,
  rulebook: Pick<Rulebook, 'shop' | 'flows'>,
  query: ReportQuery,
  now: number,
): Promise<Report> => {
  const scan = createScan(query, groundOf(rulebook, await records.budgets(), now))
  let read = 0
  for await (const row of records.enrolments()) {
    scan.add(JSON.parse(row) as Enrolment)
    if (++read % AT_ONCE === 0) await setImmediate()
  }
  return scan.end()
}

/** The latest moment that the rows tell of: the present of a history that has ended. */
export const latestIn = async (records: Pick<Records, 'enrolments'>): Promise<number | null> => {
  let latest: number | null = null
  for await (const text of records.enrolments()) {
    const { at, back, last_order } = JSON.parse(text) as Enrolment
    latest = Math.max(latest ?? at, at, back ?? at, last_order ?? at)
  }
  return latest
}

/** A board that is open asks again after each change; a large shop's answer is older for as much as it costs. */
const FRESH = 400
const COSTS = 8
const MOST_KEPT = 40

/** `newer_in`: this one was made before it was asked for, and in so many ms a newer one can be had; null: it is new. */
export type MadeReport = { readonly report: Report; readonly newer_in: number | null }

/** The same question asked again soon, or by several, is one pass. */
export const createReports = (parts: {
  readonly records: ReportStore
  readonly rulebook: () => Rulebook
  readonly clock: () => number
}) => {
  type Kept = { readonly report: Promise<Report>; until: number }
  const kept = new Map<string, Kept>()
  let tail: Promise<unknown> = Promise.resolve()
  return async (query: ReportQuery): Promise<MadeReport> => {
    const key = JSON.stringify([query.campaign, query.by, query.from, query.to])
    const found = kept.get(key)
    if (found && performance.now() < found.until) {
      const report = await found.report
      return { report, newer_in: Math.ceil(Math.max(0, found.until - performance.now())) }
    }
    kept.delete(key)
    // One pass at a time, whoever asks.
    const report = tail.then(async () => {
      const began = performance.now()
      const made = await readReport(parts.records, parts.rulebook(), query, parts.clock())
      const took = performance.now() - began
      one.until = performance.now() + Math.max(FRESH, took * COSTS)
      return made
    })
    tail = report.catch(() => kept.delete(key))
    const one: Kept = { report, until: Number.POSITIVE_INFINITY }
    kept.set(key, one)
    for (const [old] of kept) if (kept.size > MOST_KEPT) kept.delete(old)
    return { report: await report, newer_in: null }
  }
}
