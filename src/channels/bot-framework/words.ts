// The few words that are the channel's own: for groups, and for the list under a message. The shop's words are elsewhere.
import type { Lang } from '../../core/meaning.ts'

type Word = 'answered_privately' | 'write_privately' | 'code'

const WORDS: Readonly<Record<Lang, Readonly<Record<Word, string>>>> = {
  en: {
    answered_privately: 'I answer you in our private chat: carts and codes are between the two of us.',
    write_privately: 'Please write to me in a private chat: I do not speak of carts and codes in a group.',
    code: 'Code',
  },
  ru: {
    answered_privately: 'Отвечаю вам в личном чате: корзина и коды — только между нами.',
    write_privately: 'Напишите мне, пожалуйста, в личный чат: о корзинах и кодах я в группе не говорю.',
    code: 'Код',
  },
  uk: {
    answered_privately: 'Відповідаю вам в особистому чаті: кошик і коди — лише між нами.',
    write_privately: 'Напишіть мені, будь ласка, в особистий чат: про кошики й коди я в групі не говорю.',
    code: 'Код',
  },
}

export const word = (lang: Lang, name: Word): string => WORDS[lang][name]

/** The language of a locale such as uk-UA; null where we don't speak it. */
export const langOfLocale = (locale: string | null | undefined): Lang | null => {
  const first = locale?.toLowerCase().split(/[-_]/)[0]
  return first === 'en' || first === 'ru' || first === 'uk' ? first : null
}
