// When a triggered flow begins: all arms and variants are enrolled at the same moment, the earliest of them, so that
// they can be compared; the talk of a variant with a longer delay begins later. Pure.

import { variantFor } from '../enrolment/variant.ts'
import type { Flow } from '../rulebook.ts'
import { varied } from './varied.ts'

/** Milliseconds from the trigger (or the last activity) to the enrolment. */
export const enrolAfter = ({ name, start, experiment }: Flow, shopper: string, occasion: string): number => {
  const own = varied(
    { least: start.after, ...(start.spread && { spread: start.spread }) },
    shopper,
    name,
    occasion,
  )
  const others = (experiment?.variants ?? []).flatMap(({ after }) =>
    after ? varied(after, shopper, name, occasion) : [],
  )
  return Math.min(own, ...others)
}

/** Milliseconds from the trigger to the first word, for a shopper who is not held out. */
export const talkAfter = (flow: Flow, shopper: string, occasion: string): number => {
  const { name, start, experiment } = flow
  const variant = experiment && variantFor(name, experiment, shopper)
  const span = variant?.after ?? { least: start.after, ...(start.spread && { spread: start.spread }) }
  return varied(span, shopper, name, occasion)
}
