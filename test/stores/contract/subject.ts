// One store under the contract: how to make it, and what it does not hold yet, each with its reason.
import { test } from 'vitest'
import type { Store } from '../../../src/ports/store.ts'
import { partitionOf } from '../../../src/stores/redis/partition.ts'

export type World = {
  readonly store: Store
  /** Another connection to the same data, as another process has it. */
  readonly another: () => Promise<Store>
  readonly close: () => Promise<void>
}

export type Subject = {
  readonly name: string
  /** An empty store. */
  readonly make: () => Promise<World>
  /** A rule's name -> why this store is not held to it. */
  readonly skip: Readonly<Record<string, string>>
  /**
   * Missing: order, lanes and event ids hold over all shoppers. 'partition': within a partition; rules are stated for
   * shoppers who share one, or more weakly.
   */
  readonly spans?: 'partition'
  /** How often the rules are tried in any order, where each step takes long. */
  readonly runs?: number
}

/** Ids for shoppers of these names, in their order, who share a partition where rules hold only within one. */
export const neighbours = ({ spans }: Subject, names: readonly string[]): readonly string[] => {
  if (spans !== 'partition') return names
  const place = partitionOf(names[0]!)
  return names.map((name) => {
    let id = name
    for (let n = 0; partitionOf(id) !== place; n++) id = `${name}~${n}`
    return id
  })
}

/** A rule that makes its worlds itself. */
export const ruleOf = ({ skip }: Subject, name: string, body: () => Promise<void>): void => {
  const reason = skip[name]
  if (reason === undefined) test(name, { timeout: 20_000 }, body)
  else test.skip(`${name} (skipped: ${reason})`)
}

/** Rules that each begin with an empty store. */
export const rulesOf =
  (subject: Subject) =>
  (name: string, body: (world: World) => Promise<void>): void =>
    ruleOf(subject, name, async () => {
      const world = await subject.make()
      try {
        await body(world)
      } finally {
        await world.close()
      }
    })
