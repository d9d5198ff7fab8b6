// One process of arrivals-crash.test.ts: opens the shop's file, and lets somebody with a talk of their own arrive by a
// link and say yes. It kills itself without a word after so many writes.
import type { Store } from '../../src/ports/store.ts'
import { openShop, telegram } from './arrivals-world.ts'

const [path = '', token = '', left = '0', at = '0'] = process.argv.slice(2)
let writes = Number(left)

const counted = async <T>(write: Promise<T>): Promise<T> => {
  const made = await write
  if (--writes === 0) process.kill(process.pid, 'SIGKILL')
  return made
}

const between = (store: Store): Store => ({
  ...store,
  claim: (claims) => counted(store.claim(claims)),
  commit: (commit) => counted(store.commit(commit)),
})

const shop = await openShop(path, between, Number(at))
await shop.arrives(telegram('7'), token, 'm1')
await shop.presses(telegram('7'), 'join_yes')
await shop.settle()
await shop.close()
process.send?.(Number(left) - writes)
