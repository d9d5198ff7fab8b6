// Folding at work: who a shopper is by now, and the three commits that make one of two. Every step is one turn of one
// shopper and may be done again by anybody, so that whoever meets a half-done fold finishes it. How documents are
// joined is core's (fold.ts).

import { readDocument } from '../core/document.ts'
import type { Address } from '../core/event.ts'
import { areTwoCustomers, isPointer } from '../core/fold.ts'
import { type FoldCause, isOlder } from '../core/folding/folded.ts'
import type { Shopper } from '../core/shopper.ts'
import type { TalkLine } from '../ports/records.ts'
import type { EngineParts } from './engine-parts.ts'
import { readShopper, type TurnInput, type TurnResult } from './turn.ts'

/** Pointers lead to older and older shoppers; so long a way is a defect. */
const MOST_HOPS = 100
/** So many of the latest lines of a talk go with it; older ones stay in the journal's files. */
const MOST_LINES = 1000

type Pointer = NonNullable<Shopper['folded_into']>

export type Folds = {
  /** Who this shopper is by now; a fold that was begun on the way there is finished first. */
  readonly root: (shopper: string) => Promise<string>
  /** Finishes a fold that somebody began and did not end. */
  readonly finish: (shopper: string) => Promise<void>
  /**
   * Makes one of two. Answers who it is; null where the shop itself tells them apart. Repeatable. `mine`: addresses of
   * the one that may not stand in its document yet.
   */
  readonly join: (
    one: string,
    other: string,
    why: FoldCause,
    mine: readonly Address[],
  ) => Promise<string | null>
}

export const createFolds = (
  { store, clock }: Pick<EngineParts, 'store' | 'clock'>,
  turn: (input: TurnInput) => Promise<TurnResult>,
): Folds => {
  const pointerOf = async (id: string): Promise<Pointer | null> => {
    const { document } = await store.load(id)
    // Most documents are none, and need not be read for that.
    if (!document?.includes('"folded_into":')) return null
    return (readDocument(document).folded_into as Pointer | undefined) ?? null
  }

  const step = (shopper: string, id: string, what: TurnInput['what'], more: Partial<TurnInput> = {}) =>
    turn({ ...{ shopper, id, at: clock(), trust: 'fact', what, digest: null }, ...more })

  const linesOf = async (shopper: string): Promise<TurnInput['lines']> => {
    const lines: readonly TalkLine[] = await store.records.lastLines(
      shopper,
      Number.MAX_SAFE_INTEGER,
      MOST_LINES,
    )
    return lines.map(({ seq: _, ...line }) => line)
  }

  /** Steps 2 and 3. Its id keeps a second hand from taking the same in again, however late it comes. */
  const complete = async (id: string, { shopper, why, at, content }: Pointer): Promise<string> => {
    let target = await root(shopper)
    if (content) {
      const what = { kind: 'taken_in' as const, content, why }
      const more = { at, digest: 'fold', lines: (await linesOf(id)) ?? [] }
      while ((await step(target, `fold:${id}`, what, more)).kind === 'moved') target = await root(target)
    }
    await step(id, `fold:${id}:cleared`, { kind: 'fold_cleared' })
    return target
  }

  const root = async (shopper: string): Promise<string> => {
    let at = shopper
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const pointer = await pointerOf(at)
      if (!pointer) return at
      at = pointer.content ? await complete(at, pointer) : pointer.shopper
    }
    throw new Error(`${shopper} was folded more than ${MOST_HOPS} times over`)
  }

  /** The document as it stands; somebody who is claimed and has none yet gets one. Null: folded meanwhile. */
  const bornOf = async (id: string): Promise<Shopper | null> => {
    const stored = await store.load(id)
    if (stored.document === null) {
      await step(id, `born:${id}`, { kind: 'identified', traits: {} }, { trust: 'hint' })
      return bornOf(id)
    }
    const shopper = readShopper(id, stored, clock())
    return isPointer(shopper) ? null : shopper
  }

  const join: Folds['join'] = async (a, b, why, mine) => {
    for (let tries = 0; tries < MOST_HOPS; tries++) {
      const [one, other] = [await root(a), await root(b)]
      if (one === other) return one
      const [x, y] = [await bornOf(one), await bornOf(other)]
      if (!x || !y) continue
      if (why !== 'alias' && areTwoCustomers([...x.addresses, ...mine], y.addresses)) return null
      const [older, younger] = isOlder(x, y) ? [x, y] : [y, x]
      const into = { id: older.id, created: older.created }
      await step(younger.id, `fold:${younger.id}:${older.id}`, { kind: 'folded', into, why })
    }
    throw new Error(`${a} and ${b} found no rest`)
  }

  const finish = async (id: string): Promise<void> => {
    const pointer = await pointerOf(id)
    if (pointer) await complete(id, pointer)
  }

  return { root, finish, join }
}
