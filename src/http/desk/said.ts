// Texts of the shop as the desk shows them: in each language that agents read, since the page chooses. Pure.
import { LANGS, type Lang } from '../../core/meaning.ts'
import type { TextRef } from '../../core/message.ts'
import type { Rulebook } from '../../core/rulebook.ts'

export type Said = Readonly<Record<Lang, string>>

/** Several texts as one sentence; empty where there are none. */
export const said = (texts: readonly TextRef[], rulebook: Rulebook): Said =>
  Object.fromEntries(
    LANGS.map((lang) => [lang, texts.map((text) => rulebook.text(text, lang)).join('; ')]),
  ) as Said

export const giftSaid = (
  { name, title }: { readonly name: string; readonly title: string },
  rulebook: Rulebook,
) => ({
  name,
  said: said([{ key: title, args: {} }], rulebook),
})
