// Small calls that come in one turn of the loop, sent as one script: a call costs more than what it asks for. For one server;
// on a Cluster each goes to its own slot. Knows no key.
import type { Redis } from './connect.ts'
import { faultOf } from './faults.ts'
import type { Script } from './scripts.ts'

/** So that a flood does not keep a server from others for long. */
const LARGEST = 256

type Answer = string | null
type Member = {
  readonly keys: readonly string[]
  readonly args: readonly string[]
  readonly resolve: (answers: readonly Answer[]) => void
  readonly reject: (error: unknown) => void
}

/** `script` answers once for each key, and where one can't be done with an error in its place. It may be sent again. */
export const createTogether = (redis: Redis, script: Script) => {
  let waiting: Member[] = []

  const carryOut = async (group: readonly Member[]): Promise<void> => {
    try {
      const keys = group.flatMap((one) => one.keys)
      const args = group.flatMap((one) => one.args)
      const answers = await redis.run<(Answer | Error)[]>(script, keys, args, 'again')
      let at = 0
      for (const { keys, resolve, reject } of group) {
        const own = answers.slice(at, at + keys.length)
        at += keys.length
        const broken = own.find((one) => one instanceof Error)
        if (broken) reject(faultOf(broken, 'Redis'))
        else resolve(own as Answer[])
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  const flush = (): void => {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; ) {
      let to = from
      for (let keys = 0; to < all.length && keys < LARGEST; to++) keys += all[to]!.keys.length
      void carryOut(all.slice(from, to))
      from = to
    }
  }

  return (keys: readonly string[], args: readonly string[]): Promise<readonly Answer[]> =>
    new Promise((resolve, reject) => {
      // After all input that is there by now.
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ keys, args, resolve, reject })
    })
}
