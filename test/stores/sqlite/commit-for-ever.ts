// A process that commits until it is killed; prints "<shopper> <version>" for each commit that was answered.
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { aCommit, anEvent, anItem, NOON } from '../contract/making.ts'

const [path, name] = process.argv.slice(2) as [string, string]
const store = await openSqliteStore(path, { sync: 'normal' })

const shopperCommits = async (shopper: string): Promise<never> => {
  for (let version = 0; ; version++) {
    const id = `${shopper}.${version}`
    await store.commit(
      aCommit({
        id,
        shopper,
        expects: version,
        document: JSON.stringify({ version: version + 1, padding: 'x'.repeat(3000) }),
        event: anEvent({ id }),
        due: NOON + version,
        outbox: [anItem({ id: `${id}.0`, lane: shopper, shopper })],
        lines: [
          { at: NOON, who: 'shopper', text: id },
          { at: NOON, who: 'bot', text: id },
        ],
        budget: [{ budget: 'spring', reserved: 3, spent: 0, ceiling: 1e9 }],
      }),
    )
    writeSync(1, `${shopper} ${version + 1}\n`)
  }
}

await Promise.all(Array.from({ length: 10 }, (_, n) => shopperCommits(`${name}${n}`)))
