// Why the latest messages to a shopper were not sent, or what they wait for, as the desk shows it: newest first.
import { unsentSentence } from '../../core/contact/unsent-words.ts'
import type { Lang } from '../../core/meaning.ts'
import { inEvery } from '../../core/query/explain-words.ts'
import type { Shopper } from '../../core/shopper.ts'

const timeIn = (lang: Lang, zone: string) => {
  const format = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  return (at: number): string => format.format(at)
}

export const unsentOf = ({ unsent = [] }: Shopper, zone: string) =>
  unsent.toReversed().map((one) => ({
    at: one.at,
    said: inEvery((lang) => unsentSentence(one, lang, timeIn(lang, zone))),
  }))
