// Codes in a text: whatever reads as one of ours, {code:ID}, codes for everybody, and any word that is called a code.
import { codePlaces } from '../core/codes/code-places.ts'
import { plainCode, plainCodesIn, replacePlainCodes } from '../core/codes/plain-code.ts'
import { pattern } from './pattern.ts'
import type { Promised } from './promise.ts'
import type { View } from './view.ts'

/** `known`: codes of the shop that are not of our own making, in their plain form. */
export type CodeSigns = { readonly prefix: string; readonly isKnown: (plain: string) => boolean }

const PLACEHOLDER = /\{code:([^}]{0,80})\}?/g
/** What is called a code, and the word behind it. */
const CALLED = pattern(
  '(?:\\b(?:(?:promo|discount|coupon|voucher|gift|bonus|referral)[ -]?codes?|promocodes?|coupons?|vouchers?|codes?|codeword|(?:magic|secret) words?)|(?<!\\p{L})(?:промо-?код\\p{L}{0,3}|промик|купон\\p{L}{0,2}|ваучер\\p{L}{0,2}|код\\p{L}{0,2}|(?:кодов|волшебн|секретн|заветн|чарівн|секретн|таємн)\\p{L}{1,3} слов\\p{L}{1,2}|promokod\\p{L}{0,2}|kod))' +
    '(?: (?:is|for|word|на|для|скидки|скидку|знижку|знижки|слово|такой|такий|here|your|ваш|your own|это|це)){0,3}[ :="«»“”„\'`(>#—–-]{1,4}([\\p{L}\\p{N}][\\p{L}\\p{N}_-]{2,30}[\\p{L}\\p{N}])',
  'gu',
)
/** "Type FRIENDS20 at the till": a word that is entered where codes are. */
const ENTERED = pattern(
  '(?<!\\p{L})(?:type|enter|use|apply|say|введите|введіть|вводите|назовите|назвіть|скажите|скажіть|впишите|впишіть)(?: in)? ["«“„\'`(]?([\\p{L}\\p{N}][\\p{L}\\p{N}_-]{2,30}[\\p{L}\\p{N}])["»”\'`)]? (?:\\p{L}{1,10} ){0,2}(?:till|checkout|cart|basket|field|кассе|корзин\\p{L}|поле|касі|кошик\\p{L}|промо\\p{L}*)',
  'gu',
)
const NO_CODE = /^(?:iban|cvv|cvc2?|email|e-mail|смс|іпн|инн|иин)$/u
const OTHER_CODES = pattern(
  '(?:postal|post|zip|product|item|error|country|area|qr|sms|bar|dial|colou?r|dress|source|pin|verification|security|tracking|vendor|article|почтов\\p{L}*|поштов\\p{L}*|товара|товару|страны|країни|ошибки|помилки|цвета|кольору|домофон\\p{L}*|подъезд\\p{L}*|под.?їзд\\p{L}*|штрих-?|тн ?вэд|укт ?зед|єдрпоу|иин|тип\\p{L}*) ?$',
)
const OTHER_AFTER = pattern(
  '^(?:товар|домофон|подъезд|під|ошибк|помилк|цвет|кольор|стран|країн|город|міст|подтвержд|підтвердж|отделен|відділен|карт|смс|sms|iban)',
)

const inPlace = (text: string, place: { from: number; to: number }): Promised => ({
  ...{ kind: 'code', key: 'code:?' },
  ...{ from: place.from, to: Math.min(place.to, text.length) },
})

const knownIn = (text: string, { isKnown }: CodeSigns): readonly Promised[] => {
  const found: Promised[] = []
  const known = new Set(plainCodesIn(text).filter(isKnown))
  if (known.size === 0) return found
  let looked = 0
  replacePlainCodes(text, (plain) => {
    if (known.has(plain)) {
      // The same word again is looked for behind the one before.
      const at = placeOf(text, plain, looked)
      if (at) {
        found.push({ kind: 'code', key: 'code:?', ...at })
        looked = at.to
      }
    }
    return null
  })
  return found
}

const WORD = /[\p{L}\p{N}]+(?:[\p{Pd}_.][\p{L}\p{N}]+)*/gu
const placeOf = (text: string, plain: string, after: number): { from: number; to: number } | null => {
  for (const { 0: word, index } of text.matchAll(WORD))
    if (index >= after && plainCode(word) === plain) return { from: index, to: index + word.length }
  return null
}

/** A word of capitals or with a figure in it, in the text as it was given. */
const isNamed = (word: string): boolean => {
  const letters = word.replace(/[^\p{L}]/gu, '')
  if (/\d/.test(word)) return letters.length > 0 || word.length >= 4
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

/** `view` is that of `text`. Keys: `code:ID` of a placeholder, `code:?` of any other. */
export const findCodes = (text: string, view: View, signs: CodeSigns): readonly Promised[] => {
  const found: Promised[] = []
  for (const { 0: whole, 1: id, index } of text.matchAll(PLACEHOLDER))
    found.push({ kind: 'code', key: `code:${id}`, from: index, to: index + whole.length })
  const isOutside = ({ from }: { readonly from: number }): boolean =>
    !found.some((one) => one.key !== 'code:?' && from >= one.from && from < one.to)
  for (const place of codePlaces(text, signs.prefix)) if (isOutside(place)) found.push(inPlace(text, place))
  found.push(...knownIn(text, signs).filter(isOutside))
  for (const match of view.text.matchAll(CALLED)) {
    const { 0: whole, 1: word = '', index } = match
    const start = index + whole.length - word.length
    const [from, to] = [view.from[start]!, view.to[index + whole.length - 1]!]
    const isOther =
      OTHER_CODES.test(view.text.slice(Math.max(0, index - 24), index)) || OTHER_AFTER.test(word)
    if (!isOther && isNamed(text.slice(from, to)) && isOutside({ from }))
      found.push({ kind: 'code', key: 'code:?', from, to })
  }
  for (const { 0: whole, 1: word = '', index } of view.text.matchAll(ENTERED)) {
    const start = index + whole.indexOf(word, whole.indexOf(' '))
    const [from, to] = [view.from[start]!, view.to[start + word.length - 1]!]
    if (/\p{L}/u.test(word) && !NO_CODE.test(word) && isNamed(text.slice(from, to)) && isOutside({ from }))
      found.push({ kind: 'code', key: 'code:?', from, to })
  }
  return found
}
