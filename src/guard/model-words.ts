// What a model may not add to the text that it phrases, beside promises: figures, links, names of the rules, letters
// and signs of no language that the shop speaks, offers without a figure.
import type { Backing } from './backing.ts'
import { withDigits } from './number-words.ts'
import { pattern } from './pattern.ts'
import type { Promised, PromiseKind } from './promise.ts'
import { viewOf } from './view.ts'
import { OFFER_WORDS } from './words.ts'

const LINK =
  /(?:[a-z][a-z+.-]{1,12}:\/\/|www\.|mailto:|tel:)\S+|(?<![\p{L}\d@])[\p{L}\d-]{2,40}\.(?:com|net|org|ua|ru|io|shop|store|xyz|me|info|biz|top|site|online|link|app|co|uk|eu|kz|рф|укр)\b\S*|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{4,}/giu
const MARKUP =
  /<\/?[a-z!][^>]{0,200}>?|\[[^\]]{0,80}\]\([^)]{0,200}\)|javascript:|data:text|```|&[a-z#0-9]{2,8};|[{}]|\[\/?(?:inst|sys)/giu
const RULES =
  /(?<![\p{L}\d])[a-z]{2,}(?:_[a-z0-9]+)+|\b(?:cart|shop|orders?|segment|shopper|budget|campaign)\.[a-z_]{3,}|system prompt|as an ai\b|language model|my instructions|мои инструкции|мої інструкції|системн\p{L}+ (?:промпт|сообщени|повідомленн)|as instructed|holdout|&&|\|\||>=|<=|==/giu
const STRANGE = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{P}\p{S}\p{Zs}\n\t\r]/gu
/** Letters that are put together out of pieces are one letter by then. */
const SMUGGLED =
  /[\p{Cf}\p{Co}\p{Cn}\p{M}\p{Nl}\p{No}\u3164\u2800\u{1f100}-\u{1f1ff}\u{1d400}-\u{1d7ff}\uff00-\uffef]|[^\P{Nd}0-9]|[🎁🎀💸💰💵💶💷💴🤑🎟🎫🆓💯🔟💲🏷🈹🉐🎉🎊]/gu
const FIGURES = /\d+(?:[.,]\d+)*/g
const OFFERS = pattern(
  `${OFFER_WORDS}|percent|%|процент|відсот|special offer|best price|lower price|спеццен|спецпредлож|спецпропоз|(?<!\\p{L})(?:акци[яиюей]|акці[яїю])|\\bgifts?\\b|подар|guarantee|гарант`,
  'gu',
)

/** A phrased text need not be longer than this many times its plain text, and some room for a greeting. */
const TIMES = 3
const ROOM = 240

const spans = (kind: PromiseKind, text: string, signs: RegExp): readonly Promised[] =>
  [...text.matchAll(signs)].map(({ 0: whole, index }) => ({
    kind,
    key: `${kind}:${whole.toLowerCase()}`,
    from: index,
    to: index + whole.length,
  }))

const figuresOf = (text: string): readonly Promised[] => {
  const view = withDigits(viewOf(text))
  return [...view.text.matchAll(FIGURES)].map(({ 0: whole, index }) => ({
    kind: 'number',
    key: `number:${whole.replace(/[.,]+$/, '').replaceAll(',', '.')}`,
    from: view.from[index]!,
    to: view.to[index + whole.length - 1]!,
  }))
}

const offersOf = (text: string): readonly Promised[] => {
  const view = withDigits(viewOf(text))
  return [...view.text.matchAll(OFFERS)].map(({ 0: whole, index }) => ({
    kind: 'offer',
    key: `offer:${whole.slice(0, 4)}`,
    from: view.from[index]!,
    to: view.to[index + whole.length - 1]!,
  }))
}

/** "one" and "1" are no figures to speak of. */
const SMALL = new Set(['number:0', 'number:1', 'number:2'])

const signsOf = (text: string): readonly Promised[] => [
  ...spans('link', text, LINK),
  ...spans('rule', text, MARKUP),
  ...spans('rule', text, RULES),
  ...spans('sign', text, STRANGE),
  ...spans('sign', text, SMUGGLED),
  ...figuresOf(text),
  ...offersOf(text),
]

/** Facts of the plain text that the phrased one lacks: what is said without them is not the shop's word. */
const missing = (phrased: string, plain: string): readonly Promised[] => {
  const there = new Set(figuresOf(phrased).map(({ key }) => key))
  const lacking = figuresOf(plain).filter(({ key }) => !SMALL.has(key) && !there.has(key))
  return lacking.map(({ from, to }) => ({
    kind: 'missing',
    key: `missing:${plain.slice(from, to)}`,
    from: 0,
    to: 0,
  }))
}

/** Far longer than what it says: not worth reading. */
export const isTooLong = (phrased: string, plain: string): boolean =>
  phrased.length > plain.length * TIMES + ROOM

/** What stands in the phrased text and not in the plain one, or the other way round where it is a fact. */
export const beyond = (phrased: string, plain: string, backing: Backing): readonly Promised[] => {
  const said = new Set(signsOf(plain.normalize('NFC')).map(({ key }) => key))
  const given = [...backing.keys].flatMap((key) => /^(?:percent|points):(.*)$/.exec(key)?.[1] ?? [])
  const more = signsOf(phrased.normalize('NFC')).filter(
    ({ key }) => !said.has(key) && !SMALL.has(key) && !given.includes(key.slice('number:'.length)),
  )
  return [...more, ...missing(phrased, plain)]
}
