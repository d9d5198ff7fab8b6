// The card that shows a code, and its terms in words: keys and arguments. The code's text is put in by the relay.

import type { Arg, CodeCard, TextRef } from '../message.ts'
import { conditionsOf } from '../offers/terms-text.ts'
import type { Code, CodeTerms } from './code.ts'

/** bot.terms_KIND with what the offer gives, its minimum and its most; then its conditions, each in words of its own. */
export const termsText = (terms: CodeTerms): TextRef => {
  const value: Arg = terms.kind === 'amount' ? { money: terms.value } : terms.value
  const also = conditionsOf(terms)
  return {
    key: `bot.terms_${terms.kind}`,
    args: {
      value,
      minimum: { money: terms.minimum },
      has_minimum: terms.minimum > 0 ? 'yes' : 'no',
      up_to: { money: terms.worst },
      ...(terms.gift && { gift: { text: { key: terms.gift.title, args: {} } } }),
    },
    ...(also.length > 0 && { also }),
  }
}

export const cardOf = (code: Code): CodeCard => ({
  id: code.id,
  until: code.until,
  terms: termsText(code.terms),
})

/** Arguments of a text that speaks of a code. */
export const codeArgs = (code: Code): Record<string, Arg> => ({
  code: { code: code.id },
  until: { time: code.until },
  ...(code.terms.uses !== undefined && { uses: code.terms.uses }),
})

/** A code as a message shows it: its card, or for a bonus, which nobody types, its terms within the text. */
export const shownOf = (code: Code) => ({
  ...(!code.terms.bonus && { code: cardOf(code) }),
  args: { ...codeArgs(code), ...(code.terms.bonus && { terms: { text: termsText(code.terms) } }) },
  lapses: code.until,
})
