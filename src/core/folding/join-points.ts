// Two ledgers of points that are one person's: every lot and every spend of both, so that the sums stay exact.
import { type Ledger, type Lot, type Spend, tidy } from '../points/ledger.ts'

/** The younger's lots under names of their own, since both count from one. */
const renamed = (ledger: Ledger, shopper: string): Ledger => {
  const name = (id: string): string => `${shopper}:${id}`
  return {
    ...ledger,
    lots: ledger.lots.map((lot): Lot => ({ ...lot, id: name(lot.id) })),
    spends: ledger.spends.map(
      (spend): Spend => ({ ...spend, from: spend.from.map(([lot, points]) => [name(lot), points]) }),
    ),
  }
}

/** `shopper`: the younger's id. */
export const joinLedgers = (
  older: Ledger | undefined,
  younger: Ledger | undefined,
  shopper: string,
): Ledger | undefined => {
  if (!older || !younger) return older ?? (younger && renamed(younger, shopper))
  const other = renamed(younger, shopper)
  return tidy({
    ...older,
    added: older.added + other.added,
    spent: older.spent + other.spent,
    expired: older.expired + other.expired,
    over: older.over + other.over,
    count: older.count + other.count,
    ...((older.opened || other.opened) && { opened: true }),
    lots: [...older.lots, ...other.lots],
    spends: [...older.spends, ...other.spends].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
  })
}
