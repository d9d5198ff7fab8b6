// The long one, by hand: npm run races [rounds] [claims at once] [processes]; 1000, 500 and 2 where nothing is said.
import { runClaims } from './claims.ts'

const [rounds = 1_000, claims = 500, processes = 2] = process.argv.slice(2).map(Number)
console.log(`${rounds} rounds of ${claims} claims at once for one unit, by ${processes} processes`)
const outcome = await runClaims({ rounds, claims, processes }, (round) => {
  if (round % 50 === 0) console.log(`${round} rounds`)
})
const { wrong, won, budgets, codes, seconds } = outcome
const rate = Math.round((rounds * claims) / seconds)
console.log(
  [
    `rounds that not exactly one won: ${wrong.length}`,
    `won by each process: ${won.join(', ')}`,
    `budgets that do not stand at their one unit: ${budgets}`,
    `codes: ${codes}`,
    `${seconds.toFixed(1)} s, ${rate} claims a second`,
  ].join('\n'),
)
for (const counts of wrong.slice(0, 5)) console.log(JSON.stringify(counts))
process.exitCode = wrong.length > 0 || budgets > 0 || codes !== rounds ? 1 : 0
