// Issuing codes on SQLite with full sync: 64 at once, beside one commit for each, and beside PostgreSQL.
import type { IssuingSide } from './issuing/issue.ts'
import { postgresFolder } from './issuing/postgres.ts'
import type { Bench, Row } from './run/bench.ts'
import { type Far, openFar } from './run/far.ts'
import { inTurns } from './run/rounds.ts'

const TOGETHER = 20_000
const ALONE = 2_000
const CLIENTS = 16
const AT_ONCE = 64

type Side = { readonly far: Far<IssuingSide>; readonly count: number; readonly atOnce: number }

const ownSide = () =>
  openFar<IssuingSide>(new URL('issuing/store-side.ts', import.meta.url), { store: 'sqlite', budgets: 1 })

/** Every side runs its rounds, shows that all was kept, and is closed. */
export const runSides = async (rounds: number, sides: readonly Side[]) => {
  const seen = await inTurns(
    rounds,
    sides.map(
      ({ far, count, atOnce }) =>
        () =>
          far.round(count, atOnce),
    ),
  )
  for (const { far, count } of sides) {
    const [kept, wanted] = [await far.reserved(), count * (rounds + 1)]
    if (kept !== wanted) throw new Error(`${kept} codes were kept of ${wanted}`)
    await far.close()
    await far.end()
  }
  return seen
}

export const bench: Bench = {
  name: 'issuing',
  about: `Issuing a code on SQLite with full sync, one budget under its ceiling: the event looked up, the shopper loaded, the code claimed, and one commit of document (2 KB), budget move, row, message, line and journal entry. ${AT_ONCE} at once, beside the same store with one at a time (each its own fsync), and beside PostgreSQL 15 as it comes (fsync on), ${CLIENTS} clients: BEGIN, UPDATE of the one budget row where there is room, INSERT of the code, COMMIT.`,
  run: async ({ rounds, log }) => {
    const bin = postgresFolder()
    if (!bin) log('PostgreSQL is not installed: it is left out')
    const postgres =
      bin === null
        ? null
        : await openFar<IssuingSide>(new URL('issuing/postgres-side.ts', import.meta.url), {
            ...{ bin, clients: CLIENTS },
          })
    const sides: Side[] = [
      { far: await ownSide(), count: TOGETHER, atOnce: AT_ONCE },
      { far: await ownSide(), count: ALONE, atOnce: 1 },
      ...(postgres ? [{ far: postgres, count: ALONE, atOnce: CLIENTS }] : []),
    ]
    const [together, alone, theirs] = await runSides(rounds, sides)
    const row = (name: string, peer: readonly number[], least: number): Row => ({
      ...{ what: `${AT_ONCE} at once`, unit: 'codes/s', ours: together! },
      ...{ peer: { name, rounds: peer }, goal: { least } },
    })
    return {
      rows: [
        row('one commit per issue', alone!, 6),
        ...(theirs ? [row(`PostgreSQL, ${CLIENTS} clients`, theirs, 8)] : []),
      ],
      notes: [
        'PostgreSQL writes less for each code: the budget row and one row of 300 bytes. Its clients wait for each other at the budget row, and each commit has an fsync of its own.',
      ],
    }
  },
}
