// Messages that are one: a letter with the offer, a short word that points to it, a reminder in the chat. Where the first
// is not sent, or what it offered is over, the others are not sent either.
import { isLive } from '../codes/code.ts'
import type { Draft } from '../draft.ts'
import type { SayAgain } from '../event.ts'
import type { Unit } from '../rulebook.ts'
import type { Talk } from '../shopper.ts'
import { keepTalk } from '../talk.ts'

/** As its messages name it: of this talk. */
export const unitOf = (
  { enrolment }: Pick<Talk, 'enrolment'>,
  { id, lead }: Unit,
): NonNullable<Talk['unit']> => ({
  ...{ id: `${enrolment}.${id}`, lead },
})

/** The first of a unit did not arrive: the talk skips the others. */
export const breakUnit = (draft: Draft, { unit, enrolment }: Pick<SayAgain, 'unit' | 'enrolment'>): void => {
  if (!unit?.lead) return
  const talk = draft.shopper.talks.find((one) => one.enrolment === enrolment)
  if (talk) keepTalk(draft, { ...talk, broken: unit.id })
}

/** What the first offered, if it offered anything, can still be used. */
const standsStill = ({ shopper, at }: Draft, { enrolment }: Talk): boolean => {
  const given = shopper.codes.filter((code) => code.enrolment === enrolment)
  return given.length === 0 || given.some((code) => isLive(code, at))
}

/** Where the walk goes on instead; undefined: this step of the unit is to be done. */
export const skipped = (draft: Draft, talk: Talk, unit: Unit | undefined): string | null | undefined => {
  if (!unit || unit.lead) return undefined
  return talk.broken === unitOf(talk, unit).id || !standsStill(draft, talk) ? unit.end : undefined
}
