// Pools of imported codes: added once, laid aside for one shopper, used up by that one's commit. Sees no code's text.
import type { DatabaseSync } from 'node:sqlite'
import type { Draw, DrawnCode, PoolCode, PoolState, Pools } from '../../ports/pools.ts'
import type { Gather } from './gather.ts'

/** What has no end is beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER

type Row = { readonly hmac: string; readonly sealed: string; readonly ends: number }

const codeOf = ({ hmac, sealed, ends }: Row): PoolCode => ({
  ...{ hmac, sealed, ends: ends === NEVER ? null : ends },
})

export type PoolWriter = {
  /** Are all of them laid aside for this shopper (or used up by this very code)? */
  readonly areHeld: (shopper: string, drawn: readonly DrawnCode[]) => boolean
  readonly use: (drawn: readonly DrawnCode[]) => void
}

export const createPoolWriter = (db: DatabaseSync): PoolWriter => {
  const held = db.prepare('SELECT holder, id FROM pool_code WHERE hmac = ?')
  const use = db.prepare('UPDATE pool_code SET id = ? WHERE hmac = ?')
  return {
    areHeld: (shopper, drawn) =>
      drawn.every(({ hmac, id }) => {
        const row = held.get(hmac)
        return row?.id === id || (row?.id === null && row.holder === shopper)
      }),
    use: (drawn) => {
      for (const { hmac, id } of drawn) use.run(id, hmac)
    },
  }
}

export const createPools = (db: DatabaseSync, gather: Gather): Pools => {
  const poolOf = db.prepare('SELECT pool, id FROM pool_code WHERE hmac = ?')
  const last = db.prepare('SELECT coalesce(max(n), 0) AS n FROM pool_code WHERE pool = ?')
  const insert = db.prepare('INSERT INTO pool_code VALUES (?, ?, ?, ?, ?, NULL, NULL, 0)')
  const mine = db.prepare(`
    SELECT hmac, sealed, ends FROM pool_code
    WHERE holder = ? AND pool = ? AND id IS NULL AND ends >= ? ORDER BY ends, n`)
  const free = db.prepare(`
    SELECT hmac, sealed, ends FROM pool_code
    WHERE pool = ? AND id IS NULL AND ends >= ? AND (holder IS NULL OR held_until <= ?)
    ORDER BY ends, n LIMIT 1`)
  const hold = db.prepare('UPDATE pool_code SET holder = ?, held_until = ? WHERE hmac = ?')
  const page = db.prepare('SELECT hmac, sealed, ends FROM pool_code WHERE hmac > ? ORDER BY hmac LIMIT ?')
  // One that was imported again meanwhile lies there already: the one that somebody may have stays.
  const double = db.prepare('DELETE FROM pool_code WHERE hmac = ? AND hmac <> ? AND id IS NULL')
  const rekey = db.prepare('UPDATE OR IGNORE pool_code SET hmac = ?, sealed = ? WHERE hmac = ?')
  const counts = db.prepare(`
    SELECT pool,
      sum(id IS NOT NULL) AS used,
      sum(id IS NULL AND ends < :lasts) AS ended,
      sum(id IS NULL AND ends >= :lasts AND holder IS NOT NULL AND held_until > :now) AS laid_aside,
      sum(id IS NULL AND ends >= :lasts AND (holder IS NULL OR held_until <= :now)) AS "left"
    FROM pool_code GROUP BY pool ORDER BY pool`)

  const lay = ({ pool, shopper, except, now, until, lasts }: Draw): PoolCode | null => {
    const before = (mine.all(shopper, pool, lasts) as Row[]).find(({ hmac }) => !except.includes(hmac))
    const row = before ?? (free.get(pool, lasts, now) as Row | undefined)
    if (!row) return null
    hold.run(shopper, until, row.hmac)
    return codeOf(row)
  }

  return {
    add: (pool, codes) =>
      gather.write(() => {
        let n = Number(last.get(pool)?.n)
        return codes.map(({ hmac, sealed, ends }) => {
          const there = poolOf.get(hmac)
          if (there) return String(there.pool)
          insert.run(hmac, pool, ++n, sealed, ends ?? NEVER)
          return null
        })
      }),
    page: async (after, most) => (page.all(after, most) as Row[]).map(codeOf),
    rekey: (codes) =>
      gather.write(() => {
        for (const { was, hmac, sealed } of codes) {
          double.run(hmac, was)
          rekey.run(hmac, sealed, was)
        }
      }),
    draw: (draw) => gather.write(() => lay(draw)),
    find: async (hmacs) =>
      hmacs.map((hmac) => {
        const row = poolOf.get(hmac) as { pool: string; id: string | null } | undefined
        return row ? { pool: row.pool, id: row.id } : null
      }),
    list: async (now, lasts) =>
      (counts.all({ now, lasts }) as PoolState[]).map(({ pool, left, laid_aside, used, ended }) => ({
        ...{ pool, left, laid_aside, used, ended },
      })),
  }
}
