// The clause in which something stands, and whether it says that it is not given. Knows no promises.
import type { View } from './view.ts'

const BREAK =
  /[.!?;:\n…](?!\d)|, (?=but |and |so )|\b(?:but|however)\b|(?<!\p{L})(?:но|зато|зате|але|однак|однако|проте|натомість)(?!\p{L})/gu

export type Clause = { readonly start: number; readonly end: number; readonly text: string }

/** The clauses of a view, in their order; together they are the whole. */
export const clausesOf = ({ text }: View): readonly Clause[] => {
  const clauses: Clause[] = []
  let start = 0
  for (const found of text.matchAll(BREAK)) {
    const end = found.index + found[0].length
    if (end - start < 2) continue
    clauses.push({ start, end, text: text.slice(start, end) })
    start = end
  }
  if (start < text.length) clauses.push({ start, end: text.length, text: text.slice(start) })
  return clauses
}

const NOT_GIVEN =
  /\b(?:cannot|cant|can not|wont|will not|unable to|not able to|dont|do not|doesnt|does not|never|not allowed to|not something we|there (?:is|are) no|there isnt|have no|has no|without)\b|(?<!\p{L})(?:не (?:могу|можем|может|можемо|можу|можна|можно|получится|смогу|сможем|зможу|зможемо|вийде|даем|даю|даємо|дам|дадим|дамо|предоставляем|надаємо|предлагаем|пропонуємо|делаем|робимо|имею права|маю права|маємо|обещаю|обіцяю|будет|буде|действует|діє|бывает|буває|проводим|проводимо|предусмотрен\p{L}*|передбачен\p{L}*|распространяется|поширюється)|нет|нету|немає|нема|без)(?!\p{L})/u
const STILL_GIVEN =
  /\b(?:only|except|until|less|more|just|unless|anything but|believe|wait|refuse)\b|(?<!\p{L})(?:только|лишь|кроме|меньше|больше|менее|более|тільки|лише|крім|окрім|менше|більше|проблем\p{L}*|сомнен\p{L}*|сумнів\p{L}*)(?!\p{L})/u
const ASKED =
  /\b(?:you (?:asked|want|wanted|wrote|mention|mentioned|saw|mean|meant|say|said)|did you (?:see|read|find)|where did you)\b|(?<!\p{L})(?:вы (?:просил\p{L}*|просите|хотите|хотели|писали|пишете|спрашива\p{L}*|видели|имеете в виду)|ви (?:просил\p{L}*|просите|хочете|хотіли|писали|пишете|пита\p{L}*|бачили|маєте на увазі))(?!\p{L})/u

/** "I cannot give you 20%", "you asked for 20%": it is spoken of, and not promised. */
export const isOnlySpokenOf = ({ text }: Clause): boolean =>
  (NOT_GIVEN.test(text) && !STILL_GIVEN.test(text)) || ASKED.test(text)
