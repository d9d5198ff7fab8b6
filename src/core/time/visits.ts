// Visits: how often somebody came, and how long they were away before. A visit ends with half an hour without
// activity, as the field's analytics count it.
import { MINUTE } from './local-time.ts'

export type Visits = {
  readonly views: number
  readonly first: number
  readonly last: number
  /** Missing in documents from before visits were counted. */
  readonly count?: number
  /** The end of the visit before this one. */
  readonly before?: number
}

const ENDS_AFTER = 30 * MINUTE

/** Somebody was active at `at`, ms since 1970. What is told late belongs to a visit that is over: it counts no more. */
export const visited = (visits: Visits, at: number): Visits => {
  if (at <= visits.last) return visits
  const isNew = at - visits.last > ENDS_AFTER
  return {
    ...visits,
    last: at,
    ...(isNew && { count: (visits.count ?? 1) + 1, before: visits.last }),
  }
}

/**
 * With looks from before there was a shopper. Of these only the first and the last time are known, so that more than two
 * visits count as two.
 */
export const lookedAt = (visits: Visits, looked: Pick<Visits, 'views' | 'first' | 'last'>): Visits => {
  const apart = Math.abs(visits.last - looked.last) > ENDS_AFTER
  const several = looked.last - looked.first > ENDS_AFTER
  const more = (apart ? 1 : 0) + (several ? 1 : 0)
  const ends = [
    visits.before,
    apart ? Math.min(visits.last, looked.last) : several ? looked.first : undefined,
  ]
  const before = Math.max(...ends.filter((end) => end !== undefined))
  return {
    ...visits,
    views: visits.views + looked.views,
    first: Math.min(visits.first, looked.first),
    last: Math.max(visits.last, looked.last),
    ...(more > 0 && { count: (visits.count ?? 1) + more }),
    ...(Number.isFinite(before) && { before }),
  }
}
