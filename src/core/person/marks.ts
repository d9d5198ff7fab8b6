// Everything by which one shopper is known again under another account, and how much two have in common.

import type { Shopper } from '../shopper.ts'
import { plainEmail } from './email.ts'
import { type Mark, THRESHOLD, WEIGHTS } from './mark.ts'
import { plainPhone } from './phone.ts'
import { plainPostal } from './postal.ts'
import type { Traits } from './traits.ts'

export type Likeness = { readonly score: number; readonly by: readonly Mark['of'][] }

const mark = (of: Mark['of'], text: string | null | undefined): readonly Mark[] =>
  text ? [{ of, text }] : []

type Known = Pick<Shopper, 'traits' | 'addresses'>

/** Everything by which this shopper may be known again, without repeats; `currency` tells the country of phones. */
export const marksOf = ({ traits, addresses }: Known, currency: string): readonly Mark[] => {
  const at = (channel: string) => addresses.filter((one) => one.channel === channel).map(({ id }) => id)
  const given = (own: Traits['email'], more: readonly string[]) => [...(own ? [own] : []), ...more]
  const all = [
    ...given(traits.email, at('email')).flatMap((text) => mark('email', plainEmail(text))),
    ...given(traits.phone, at('phone')).flatMap((text) => mark('phone', plainPhone(text, currency))),
    ...mark('device', traits.device_id?.trim()),
    ...mark('address', traits.address && plainPostal(traits.address)),
  ]
  return [...new Map(all.map((one) => [`${one.of}:${one.text}`, one])).values()]
}

/** What so many kinds of marks in common say; a kind counts once. */
export const likenessOf = (kinds: readonly Mark['of'][]): Likeness => {
  const by = [...new Set(kinds)]
  return { score: by.reduce((sum, kind) => sum + WEIGHTS[kind], 0), by }
}

export const isOnePerson = ({ score }: Likeness): boolean => score >= THRESHOLD

/** How much two shoppers look like one person. */
export const likeness = (one: Known, other: Known, currency: string): Likeness => {
  const theirs = new Set(marksOf(other, currency).map(({ of, text }) => `${of}:${text}`))
  return likenessOf(
    marksOf(one, currency).flatMap(({ of, text }) => (theirs.has(`${of}:${text}`) ? [of] : [])),
  )
}
