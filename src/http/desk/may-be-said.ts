// Why an agent's words were not sent, and what might be promised to this shopper instead. Pure.
import { isLive } from '../../core/codes/code.ts'
import { termsText } from '../../core/codes/code-card.ts'
import type { UnbackedWords } from '../../core/kept-back.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Shopper } from '../../core/shopper.ts'
import { type Said, said } from './said.ts'

/** The terms of the codes that are out, in words; each may be said to the shopper. */
export const mayBeSaid = (shopper: Shopper | null, rulebook: Rulebook, at: number): readonly Said[] =>
  (shopper?.codes ?? [])
    .filter((code) => isLive(code, at))
    .map(({ terms }) => said([termsText(terms)], rulebook))

/** For whoever reads the answer; the desk's page words it itself. */
export const unbackedDetail = (unbacked: readonly UnbackedWords[]): string => {
  const each = unbacked.map(({ kind, words }) => `"${words}" (${kind})`).join(', ')
  return `Nothing was sent. Nothing stands behind ${each}: issue a code first, or say it without.`
}
