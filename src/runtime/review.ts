// After a change of the rulebook, or of the clock: which shoppers are to be looked at sooner? A scan; writes nothing.

import type { Around } from '../core/around.ts'
import { readDocument } from '../core/document.ts'
import { isPointer } from '../core/fold.ts'
import type { Rulebook } from '../core/rulebook.ts'
import { aheadOf } from '../core/time/clock-back.ts'
import { dueOf } from '../core/time/due.ts'
import { nextLook } from '../core/time/look.ts'
import type { Store } from '../ports/store.ts'

/** Ids of the shoppers whose wake-up lies later than the rulebook wants it. `at`: ms since 1970. */
export async function* toReview(
  store: Store,
  rulebook: Rulebook,
  at: number,
  around: Around | null,
): AsyncIterable<string> {
  for await (const document of store.records.shoppers()) {
    const shopper = readDocument(document)
    if (isPointer(shopper)) continue
    // Written by a clock that was ahead: what waits there would wait until then.
    if (aheadOf(shopper, at) > 0) {
      yield shopper.id
      continue
    }
    const wanted = dueOf(rulebook, { ...shopper, look_again: nextLook(rulebook, shopper, at, around) })
    const planned = dueOf(rulebook, shopper)
    if (wanted !== null && (planned === null || wanted < planned)) yield shopper.id
  }
}
