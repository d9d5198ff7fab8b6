// The sum that a message names, with its currency. Without one it is the shop's, where it is clearly about money.
import type { Found } from '../../core/found.ts'
import { digitsOf } from '../../core/money.ts'
import { BEFORE, CURRENCY, currencyOf } from './currency-words.ts'
import { any, blot, N, numberOf, pattern } from './patterns.ts'

type Sum = NonNullable<Found['sum']>

const RANGE = '(?:\\d+(?:\\.\\d+)?k? (?:-|–|—|до|to|or|или|або) )?'

/** The number and the currency are in groups 1 and 2, in either order. */
const NAMED = [
  pattern(`(${BEFORE}) ${RANGE}${N}`),
  pattern(`${RANGE}${N} (${CURRENCY})`),
  pattern(`(${CURRENCY})(?: (?:за|по|до|на|в|у))? ${N}`),
]

const PRICED = any(
  'бюджет* цена цену цены цене ціна ціну ціни стоит стоил* стоят коштує коштують коштува* дешевле дешевше дороже дорожче price priced budget cost costs cheaper_than worth spend afford сумма сумму сума суму заплач* заплатить заплатити отдам віддам потратить витратити стоимость вартість уложиться вкластися вложиться pay paying платить платити перепл*',
)
const AROUND =
  '(?: (?:у|в|на|за|до|от|від|is|of|was|s|чем|ніж|than|мой|мій|моя|меня|мене|нас|всего|лише|только|тільки|максимум|макс|only|около|где|то|десь|приблизно|примерно|about|just|under|around|up|to|at|most|не|больше|більше|дороже|есть|є|маленький|небольшой|my|it|them|more|там|тут|-|:|нее|него|них|нього|неї|був|был|была|бы|б|the|a|can))'
const HAGGLED = any(
  'отда* возьму беру заберу куплю купил* зроб* сдела* скин* уступ* поступ* продад* продай* візьму віддас* take_it take_them have_it have_them sell give do_it do_them let_it buy_it buy_them взял* взяв get_it',
)
/** Behind a sum that has no currency stands nothing, or the next clause. */
const END =
  '(?= (?:[.,;!?)\\n_]|$|и |і |а |но |але |and |but |или |or |за |for |instead |вместо |тогда |then |хватит |max |максимум |не |сразу |одразу |today |прямо ))'
const BARE = [
  /(?<= )(?:у меня|у мене|маю|i have|i ve got|ive got)(?: (?:есть|є|only|только|лише|тільки|всего|just|лишь)){1,2} (\d+(?:\.\d+)?k)(?= )/gu,
  /(?<= )(?:дешевле|дешевше|cheaper than|under|не дороже|не дорожче) (\d{3,6}|\d+k)(?= (?:что|щось|anything|something|есть|є|для|чего|are|is|do|have|можно|подскажите|порадьте|шось|щось|what))/gu,
  new RegExp(`(?<= )${PRICED}${AROUND}{0,5} ${RANGE}${N}${END}`, 'gu'),
  new RegExp(`(?<= )${HAGGLED}(?: \\p{L}+){0,4} (?:за|по|до|at|for|to) ${N}${END}`, 'gu'),
  new RegExp(
    `(?<= )(?:не дороже|не дорожче|не більше|не больше|under|up to|no more than|максимум|maximum|max) ${N}${END}`,
    'gu',
  ),
]

/** What stands before a sum that the shopper has, or would give. */
const WISHED =
  /(?:бюджет|budget|не дороже|не дорожче|не больше|не більше|максимум|max|under|up to|no more|дешевле|дешевше|улож|вклас|отдад|віддас|хочу|want|возьму|візьму|заберу|потрат|витрат|spend|afford|only have|have only|есть только|маю|тільки|take (?:it|them)|have (?:it|them)|до|cheaper)(?: \S+){0,3} ?$/u

const RUBLES = pattern(`${N} р`)

type Hit = { readonly sum: Sum; readonly at: number; readonly length: number; readonly wished: boolean }

const hit = (text: string, match: RegExpMatchArray, number: string, currency: string): Hit[] => {
  const amount = Math.round(numberOf(number) * 10 ** digitsOf(currency))
  if (!Number.isSafeInteger(amount) || amount <= 0) return []
  const before = text.slice(0, match.index).trimEnd().split(' ').slice(-5).join(' ')
  const wished = WISHED.test(`${before} `) || WISHED.test(before)
  return [{ sum: { amount, currency }, at: match.index!, length: match[0].length, wished }]
}

const namedIn = (text: string): Hit[] =>
  NAMED.flatMap((one) =>
    [...text.matchAll(one)].flatMap((match) => {
      const [, a = '', b = ''] = match
      const [number, word] = /^\d/.test(a) ? [a, b] : [b, a]
      return hit(text, match, number, currencyOf(word) ?? '')
    }),
  )

/** The sum, and the text without any. `currency`: the shop's. */
export const findSum = (text: string, currency: string): readonly [Sum | undefined, string] => {
  const named = namedIn(text)
  if (currency === 'RUB')
    for (const match of text.matchAll(RUBLES))
      if (Number(match[1]) >= 60) named.push(...hit(text, match, match[1]!, 'RUB'))
  const bare =
    named.length > 0
      ? []
      : BARE.flatMap((one) =>
          [...text.matchAll(one)].flatMap((match) => {
            const number = match.at(-1)!
            return numberOf(number) < 10
              ? []
              : hit(text, match, number, currency).map((found) => ({ ...found, wished: true }))
          }),
        )
  const all = [...named, ...bare].toSorted((a, b) => Number(b.wished) - Number(a.wished) || a.at - b.at)
  let left = text
  for (const { at, length } of all.toSorted((a, b) => b.at - a.at)) left = blot(left, at, length)
  return [all[0]?.sum, left]
}
