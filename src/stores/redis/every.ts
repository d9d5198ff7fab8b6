// One look at all partitions: on one server a single script sees all, on a Cluster each partition is asked, all at once.
import type { Redis } from './connect.ts'
import { keyIn } from './keys.ts'
import { everyPartition, PARTITIONS } from './partition.ts'
import type { Script } from './scripts.ts'

const ALL = new Map<string, readonly string[]>()

const everyKey = (name: string): readonly string[] => {
  const known = ALL.get(name)
  if (known) return known
  const keys = Array.from({ length: PARTITIONS }, (_, partition) => keyIn(partition, name))
  ALL.set(name, keys)
  return keys
}

/** `script` takes any number of keys and answers one value for each. Answers them by partition. */
export const lookEverywhere = async <T>(
  redis: Redis,
  script: Script,
  name: string,
  args: readonly string[] = [],
): Promise<readonly T[]> => {
  if (!redis.isCluster) return redis.run<T[]>(script, everyKey(name), args, 'again')
  const answers = await everyPartition((partition) =>
    redis.run<T[]>(script, [keyIn(partition, name)], args, 'again'),
  )
  return answers.map(([one]) => one!)
}
