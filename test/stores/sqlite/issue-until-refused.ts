// A process that issues from one budget, many at once, and prints how many were done and how many refused.
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { aCommit, tally } from '../contract/making.ts'

const [path, name, ceiling, tries] = process.argv.slice(2) as [string, string, string, string]
const store = await openSqliteStore(path, { sync: 'normal' })
const results = await Promise.all(
  Array.from({ length: Number(tries) }, async (_, n) => {
    // Spread over several transactions, so that the processes really meet.
    await new Promise((resolve) => setTimeout(resolve, n % 40))
    const budget = [{ budget: 'spring', reserved: 10, spent: 0, ceiling: Number(ceiling) }]
    return store.commit(aCommit({ id: `${name}-${n}`, shopper: `${name}-${n}`, budget }))
  }),
)
const { done = 0, refused = 0 } = tally(results)
console.log(`${done} ${refused}`)
await store.close()
