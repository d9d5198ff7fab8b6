// Which of the shown choices a text picks: by its number, its words, or nearly its words. It knows no labels
// and no model.
import { settle } from './normalise.ts'

export type Choice = { readonly id: string; readonly text: string }

const ORDINALS = [
  /^(?:перв|перш|first|1st$|один$|одне$|одна$|раз$)/,
  /^(?:втор|друг|second|2nd$|two$|два$|дві$|две$)/,
  /^(?:трет|third|3rd$|three$|три$)/,
  /^(?:четв|fourth|four$|четыре$|чотири$)/,
  /^(?:пят|fifth|five$)/,
  /^(?:шест|шост|шіст|sixth|six$)/,
  /^(?:седьм|сьом|семь$|сім$|seventh|seven$)/,
  /^(?:восьм|вісім$|восемь$|eighth|eight$)/,
]
const LAST = /^(?:последн|останн|last$)/
const FILLERS = new Set(
  'вариант варіант пункт номер number option the i choose choice пусть будет нехай буде ну наверное мабуть я выбираю обираю выберу no № one ones please pls пожалуйста будь ласка тот та то ту той тую этот эта это эту цей ця це цю который которая котора яка який хочу хотел хотела хотів хотіла давайте давай мне мені думаю ответ відповідь кнопка кнопку what что що is it s that ill id take go with for мой мій скорее скоріше й я ая ый ой е го так да yes ок ok і и а'.split(
    ' ',
  ),
)

/** The choice that a settled text picks, or undefined; at most some 60 letters are looked at. */
export function pickChoice(text: string, choices: readonly Choice[]): Choice | undefined {
  if (choices.length === 0 || text.length > 60) return undefined
  const bare = plainWords(text)
  const shown = choices.map((choice) => plainWords(settle(choice.text.normalize('NFKC').toLowerCase())))
  const exact = shown.indexOf(bare)
  if (exact >= 0 && bare !== '') return choices[exact]
  return byNumber(bare, choices) ?? byPrice(bare, choices) ?? byNearness(bare, shown, choices)
}

const plainWords = (text: string) => (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')

function byNumber(bare: string, choices: readonly Choice[]): Choice | undefined {
  const words = bare.split(' ').filter((word) => !FILLERS.has(word))
  const word = words[0]
  // "One" alone is a number; "the second one" is the second.
  if (word === undefined)
    return /(?:^| )one$/.test(bare) && bare.split(' ').length === 1 ? choices[0] : undefined
  if (words.length > 1) return undefined
  if (/^\d{1,2}$/.test(word)) return choices[Number(word) - 1]
  if (LAST.test(word)) return choices.at(-1)
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(word))
  return place < 0 ? undefined : choices[place]
}

const CHEAPER =
  /(?:^| )(?:дешев|найдешев|подешев|самый деш|cheap|least expensive|бюджетн|free$|бесплатн|безкоштовн)/u
const DEARER = /(?:^| )(?:дорож|подорожч|найдорож|самый дорог|expensive|dearer|priciest|pricier)/u
const SUM =
  /(\d[\d\s]*(?:[.,]\d+)?)\s*(?:грн|uah|₴|руб|₽|р\.|\$|€|usd|eur|zł|pln)|(?:\$|€|₴)\s*(\d[\d\s]*(?:[.,]\d+)?)/u
const FREE = /бесплатн|безкоштовн|free|даром|gratis/u

/** What a choice costs by its own words, in whatever currency; undefined: it does not say. */
function costOf({ text }: Choice): number | undefined {
  const small = text.normalize('NFKC').toLowerCase()
  const sum = SUM.exec(small)
  if (sum) return Number((sum[1] ?? sum[2] ?? '').replace(/\s/g, '').replace(',', '.'))
  return FREE.test(small) ? 0 : undefined
}

/** "The cheaper one", where the choices say what each costs and one is the least, or the most. */
function byPrice(bare: string, choices: readonly Choice[]): Choice | undefined {
  const cheaper = CHEAPER.test(bare)
  if (cheaper === DEARER.test(bare) || bare.split(' ').length > 5) return undefined
  const costs = choices.map(costOf)
  const known = costs.filter((cost) => cost !== undefined)
  if (known.length < 2) return undefined
  const wanted = cheaper ? Math.min(...known) : Math.max(...known)
  return known.filter((cost) => cost === wanted).length === 1 ? choices[costs.indexOf(wanted)] : undefined
}

/** One choice is near enough and no other is: a slip in five letters, or all words of one choice alone. */
function byNearness(bare: string, shown: readonly string[], choices: readonly Choice[]): Choice | undefined {
  if (bare.length < 3) return undefined
  const near = shown.map((words) => distance(bare, words) <= Math.floor(words.length / 5))
  if (near.filter(Boolean).length === 1) return choices[near.indexOf(true)]
  const within = shown.map((words) => bare.length >= 4 && ` ${words} `.includes(` ${bare} `))
  return within.filter(Boolean).length === 1 ? choices[within.indexOf(true)] : undefined
}

/** Letters to insert, drop, replace or swap. Both texts are short. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 12) return 99
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
    }
    before = above
    above = row
  }
  return above[b.length]!
}
