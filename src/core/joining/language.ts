// One language for all addresses of a shopper: what was chosen by name last; where nothing was, what is read from texts.
import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { Lang } from '../meaning.ts'
import { sayBot } from '../say.ts'
import type { Shopper } from '../shopper.ts'

/** The language of a text counts where none was chosen. */
export const langRead = (
  { lang_chosen }: Pick<Shopper, 'lang_chosen'>,
  lang: Lang | undefined,
): Partial<Pick<Shopper, 'lang'>> => (lang && lang_chosen === undefined ? { lang } : {})

/** Told late, an older choice does not go over a newer one. */
export const chooseLang = (draft: Draft, { lang, address, at }: EventOf<'lang_chosen'>): void => {
  change(draft, { reply_to: address })
  if (at < (draft.shopper.lang_chosen ?? 0)) return
  change(draft, { lang, lang_chosen: at })
  draft.answering = true
  sayBot(draft, 'lang_chosen')
}

/** Of two that are one: the newer choice; null: nobody chose. */
export const joinLang = (older: Shopper, younger: Shopper): Pick<Shopper, 'lang' | 'lang_chosen'> | null => {
  const [mine, theirs] = [older.lang_chosen, younger.lang_chosen]
  if (mine === undefined && theirs === undefined) return null
  const { lang, lang_chosen } = (theirs ?? -1) > (mine ?? -1) ? younger : older
  return { lang, ...(lang_chosen !== undefined && { lang_chosen }) }
}
