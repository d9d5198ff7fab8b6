// The card that shows a code, and its terms in words: keys and arguments. The code's text is put in by the relay.
import type { Code, CodeTerms } from './code.ts'
import type { Arg, CodeCard } from './message.ts'

/** bot.terms_KIND with what the offer gives, its minimum and its most. */
export const termsText = (terms: CodeTerms): CodeCard['terms'] => {
  const value: Arg = terms.kind === 'amount' ? { money: terms.value } : terms.value
  return {
    key: `bot.terms_${terms.kind}`,
    args: {
      value,
      minimum: { money: terms.minimum },
      has_minimum: terms.minimum > 0 ? 'yes' : 'no',
      up_to: { money: terms.worst },
    },
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
})
