// Which rung of a ladder a shopper is given now: the least first, up only for a new sign of intent (or as the ladder
// says), down by one for who leaves carts for codes. An order starts it anew. Changes nothing; see steps/climb.ts.

import type { Shopper } from '../shopper.ts'
import { signSince, VISIT_ENDS_AFTER } from './intent.ts'
import type { Footing, Ladder, Lead, Rung } from './ladder.ts'

export type Climb = {
  /** The rung reached, from 0. */
  readonly reached: number
  /** The rung that is given: below the one reached where the guard says so. */
  readonly given: number
  readonly rung: Rung
  readonly sign: Lead | null
}

/** Nothing came of the rung before, and that is a while ago. */
const unused = (footing: Footing, at: number): Lead | null =>
  at >= footing.at + VISIT_ENDS_AFTER ? 'unused' : null

/** The shopper's footing, as long as no order came since: what won once begins at the bottom again. */
const footingOn = ({ ladders, orders }: Shopper, name: string): Footing | null => {
  const footing = ladders && Object.hasOwn(ladders, name) ? ladders[name] : undefined
  return footing && (orders.last === null || orders.last <= footing.at) ? footing : null
}

/** `at`: ms since 1970. */
export const climb = (ladder: Ladder, shopper: Shopper, at: number, isWaiter: boolean): Climb => {
  const top = ladder.rungs.length - 1
  const before = footingOn(shopper, ladder.name)
  const sign = before && (ladder.next === 'unused' ? unused(before, at) : signSince(shopper, before.at))
  const reached = before ? Math.min(top, before.rung + (sign ? 1 : 0)) : 0
  const given = Math.max(0, reached - (isWaiter ? 1 : 0))
  return { reached, given, rung: ladder.rungs[given] ?? { kind: 'nothing' }, sign }
}

/** Has the shopper had as many codes out of this ladder as it gives? */
export const isSpent = ({ name, at_most }: Ladder, { ladders }: Shopper, at: number): boolean =>
  at_most !== null &&
  (ladders?.[name]?.given ?? []).filter((then) => then > at - at_most.within).length >= at_most.count

/** The footing afterwards. `gave`: a code came of it. */
export const stepped = (
  { name, at_most }: Ladder,
  { ladders }: Shopper,
  at: number,
  { reached, sign }: Climb,
  gave: boolean,
): NonNullable<Shopper['ladders']> => {
  const given = [...(ladders?.[name]?.given ?? []), ...(gave ? [at] : [])].slice(-(at_most?.count ?? 1))
  const footing: Footing = {
    ...{ rung: reached, at },
    ...(sign && { sign }),
    ...(given.length > 0 && { given }),
  }
  return { ...ladders, [name]: footing }
}

const SIGNS: Readonly<Record<Lead, string>> = {
  came_back: 'came back',
  new_cart: 'a new cart',
  asked: 'asked for a discount',
  unused: 'the one before was not used',
}

/** What the explanation of a code says of it. */
export const climbNotes = (ladder: Ladder, { reached, given, sign }: Climb): readonly string[] => [
  `rung ${given + 1} of ${ladder.name}${sign ? `: ${SIGNS[sign]}` : ''}`,
  ...(given < reached ? ['lowered by one: leaves carts for codes'] : []),
]
