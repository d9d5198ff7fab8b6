// Many claims at once for one unit of budget, by two processes, round after round.
import type { Torture } from '../part.ts'
import { runClaims } from './claims.ts'

const SIZES = { short: { rounds: 20, claims: 500 }, long: { rounds: 1_000, claims: 500 } }

export const races: Torture = {
  name: 'races',
  about: 'of 500 who claim the last unit of a budget at once, in two processes, one wins',
  run: async ({ size, log }) => {
    const { rounds, claims } = SIZES[size]
    const { wrong, won, budgets, codes, seconds } = await runClaims(
      { rounds, claims, processes: 2 },
      (round) => {
        if (round % 50 === 0) log(`${round} rounds`)
      },
    )
    return {
      wrong: [
        ...wrong.slice(0, 5).map((counts) => `a round that not exactly one won: ${JSON.stringify(counts)}`),
        ...(budgets > 0 ? [`${budgets} budgets do not stand at their one unit`] : []),
        ...(codes !== rounds ? [`${codes} codes are out, of ${rounds} rounds`] : []),
      ],
      figures: {
        rounds,
        won: won.join(' + '),
        'claims a second': Math.round((rounds * claims) / seconds),
      },
    }
  },
}
