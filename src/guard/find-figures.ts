// Percentages, half prices, sums and points that a text promises. Looks at a view with all numbers in digits.
import { toMinor } from '../core/money.ts'
import { type Clause, clausesOf, isOnlySpokenOf } from './clauses.ts'
import { comparesGoods, paysInHalves } from './compares.ts'
import { sharesIn } from './find-shares.ts'
import { pattern } from './pattern.ts'
import type { Promised, PromiseKind, Writer } from './promise.ts'
import type { View } from './view.ts'
import {
  CURRENCY_AFTER,
  CURRENCY_BEFORE,
  MEASURES,
  OFFER_WORDS,
  OWN_PRICE,
  PERCENT_WORDS,
  POINT_WORDS,
} from './words.ts'

const NUMBER = '(\\d{1,12}(?:\\.\\d{1,2})?)'
const all = (source: string): RegExp => pattern(source, 'gu')

const PERCENTS = [
  all(`(?<![\\d.])${NUMBER}[ -]{0,3}(?:${PERCENT_WORDS})\\p{L}{0,12}`),
  all(
    '(?:процент\\p{L}{0,4}|відсотк\\p{L}{0,3}|percent)[ :=]{1,2}(?:на |of |this |в |у )?(\\d{1,2}|100)(?![\\d.]*[ -]{0,3}(?:%|процент|відсот|percent)|\\d)',
  ),
  all('(?<!\\d ?)%(\\d{1,3})(?!\\d)'),
  all(
    `(?<![\\d.])${NUMBER} (?:out of|from|из|з|зі|со|on) (?:a |every |кажд\\p{L}+ |кожн\\p{L}+ )?100(?!\\d)`,
  ),
]
const HALVES = all(
  '\\b(?:half (?:off|(?:the |its |of the |your )?(?:price|cost|bill|sum|amount)|for you)|(?:at|for|pay(?: only)?|costs?) half|half-price|half-off|50/50 price)|' +
    '(?<!\\p{L})(?:в ?полцены|пол-?цены|пол цены|за полцены|(?:за )?половин\\p{L}{1,3} (?:цены|ціни|стоимости|вартості|суммы|суми)|п[іо]вц[іе]ни|п[іо]в-?ціни|пів ціни|навп[іи]л|наполовину (?:дешевл|дешевш|меньш|менш)\\p{L}*|1/2 (?:цены|ціни|price|off)|1/2 of the price|(?:вдвое|вдвічі|удвічі|в 2 раза|у 2 рази|в 2 рази) (?:дешевл|дешевш|ниже|нижч|меньш|менш)|(?:дешевл|дешевш)\\p{L}{0,2} (?:вдвое|вдвічі|удвічі|в 2 раза|у 2 рази)|polcen[yi]|vpolcen[yi]|pivciny)',
)
const DEALS = all(
  '\\b(?:buy (?:\\d|any|this)[^.!?]{0,20}get (?:\\d|another|the|any)|bogo\\b|[23] for (?:the price of )?1\\b|(?:2nd|second|third|3rd) (?:one|item|pair|piece|\\p{L}{1,14}) for (?:a penny|1 )|3 for (?:the price of )?2|(?:third|quarter|fifth) off|(?:2nd|second|every second|next) (?:one|item|pair|piece)[^.!?]{0,12}(?:free|on us|for nothing|off))|' +
    '(?<![\\d\\p{L}])(?:1 ?\\+ ?1(?! ?=? ?2)|2 ?\\+ ?1(?! ?=)|2 (?:\\p{L}{1,14} )?(?:по цене|за ціною|за цену) 1\\p{L}*|3 (?:\\p{L}{1,14} )?(?:по цене|за ціною) 2\\p{L}*|(?:2-?[йая]|3-?[йая]|втор\\p{L}{2,3}|друг(?:ий|а|е|у)|трет\\p{L}{1,3}) (?:\\p{L}{1,14} )?за (?:гривн\\p{L}|грн|копе[йе]\\p{L}*|копій\\p{L}*|рубль|рубл\\p{L})|(?:треть|третину|чверть|четверть) (?:цены|ціни|скидк|знижк)|(?:втрое|в 3 раза|втричі|у 3 рази) (?:дешевл|дешевш)|(?:2-?[йая]|втор\\p{L}{2,3}|друг(?:ий|а|е|у|ую)|кажд\\p{L}{2,3} 2\\p{L}*)[^.!?]{0,16} (?:бесплатн|безкоштовн|в подарок|у подарунок|за 1 ))',
)
const IS_MEASURED_AFTER = pattern(`^[ (:,-]{0,3}(?:\\p{L}{1,14} )?(?:${MEASURES})`)
const IS_MEASURED_BEFORE = pattern(
  `(?:${MEASURES})\\p{L}{0,8}[ :,(=-]{0,3}(?:(?:is|at|на|до|около|about|of|by|–) ?)?(?:\\p{L}{1,10} )?$`,
)
const GIVES = pattern(
  `${OFFER_WORDS}|\\b(?:sale|price|cheap|deal)|(?<!\\p{L})(?:цен[аыуеой]|цін[аиуіо]|дешев|акци|акці|распродаж|розпродаж)`,
)

const SUM_AFTER = all(
  `(?<![\\d.])${NUMBER}[ -]{0,2}(?:тыс\\p{L}* |тис\\p{L}* )?(?:${CURRENCY_AFTER})\\p{L}{0,8}`,
)
const SUM_BEFORE = all(`(?:${CURRENCY_BEFORE})[ ]{0,2}${NUMBER}`)
const POINTS = all(`(?<![\\d.])${NUMBER}[ -]{0,2}(?:bonus |бонусн\\p{L}{1,3} )?(?:${POINT_WORDS})\\p{L}{0,6}`)
/** A figure without its currency, beside a word that gives. */
const UNITS =
  '(?![\\d.]*[ -]{0,2}(?:[%°]|min|мин|хв|час|год|hour|h\\b|day|дн|ден|день|дні|week|недел|тижн|month|мес|міс|year|лет|рок|раз|times|товар|item|pcs|шт|pair|пар|cm|см|mm|мм|km|км|kg|кг|ml|мл|gb|гб|г\\b|л\\b|procent|protsent|процент|відсот|percent|people|челов|чолов|градус|degree|процен|-|/|:))'
const BARE = [
  all(
    '(?<![\\d.№#-])(\\d{2,7}) (?:\\p{L}{1,8} )?(?:скин(?:у|ем|емо)|уступ(?:лю|им|имо)|подар(?:ю|им|ую|уємо|уем)|верн(?:у|ем)|поверн(?:у|емо))(?!\\p{L})',
  ),
  all(`(?<!\\p{L})(?:минус|мінус|minus) ?(\\d{2,7})(?![\\d.])${UNITS}`),
  all(
    `(?<![\\d.№#-])(\\d{2,7}) (?:off\\b|less\\b|cheaper|discount|cash ?back|rebate|back to you|скид\\p{L}*|знижк\\p{L}*|кешб\\p{L}*|кэшб\\p{L}*|дешевл\\p{L}*|дешевш\\p{L}*|в подарок|у подарунок|назад\\b)`,
  ),
  all(
    `(?:discount|rebate|cash ?back|\\bsav(?:e|ing)|knock(?: off)?|take off|skidk\\p{L}|znyzhk\\p{L}|скидк\\p{L}|скид(?:оч|[оу][кн])\\p{L}*|зниж(?:к|еч)\\p{L}*|кешб[еэ]к|кэшб[еэ]к|скин[уе]\\p{L}{0,3}|скида[юе]\\p{L}{0,2}|уступ\\p{L}{1,3}|сброшу|верн(?:ем|у|ут)|поверн(?:емо|у)|компенс\\p{L}{2,4}|compensat\\p{L}{1,3}|поступлю\\p{L}*|дешевл[еь] на|дешевш[еу] на|подар(?:им|ю|уем|уємо|ую)|начисл\\p{L}{2,3}|зачисл\\p{L}{2,3}|нарахуєм\\p{L}|зарахуєм\\p{L}|сертификат|сертифікат|voucher|gift card)(?: \\p{L}{1,12}){0,3}[ :=-]{1,3}(\\d{2,7})(?![\\d.])${UNITS}`,
  ),
  all(
    `(?<!\\p{L})(?:отдам|отдадим|віддам|віддамо|уступлю|поступлю\\p{L}{0,2}|забирай(?:те)?)(?: \\p{L}{1,12}){0,2} за (\\d{2,7})(?![\\d.])${UNITS}`,
  ),
  all(`(?<![\\d.№#-])(\\d{3,7})(?: \\p{L}{1,6})? (?:вместо|замість|instead of) \\d{3,7}(?![\\d.])${UNITS}`),
]
const CONTEXT = pattern(
  `${OFFER_WORDS}|${OWN_PRICE}|(?<!\\p{L})(?:в подарок|у подарунок|на рахунок|на счет|as a gift|подарок|подарунок)|\\bpay (?:just|only)|less\\b|\\b(?:symbolic|wholesale price|money back|return (?:you )?(?:the|your) money|(?:send|transfer|pay) (?:you|back)|to your card)\\b|(?<!\\p{L})(?:переведу|переведем|перекажу|перекажемо|символич|символічн|оптов\\p{L}* цен|оптов\\p{L}* цін|вам на карт)`,
)
/** "from 1,500", "on orders over 1,500": what it holds from. */
const LEAST = pattern(
  String.raw`(?:\b(?:from|over|above|orders? of|minimum(?: order)?(?: of)?|starting at|at least|more than)|(?<!\p{L})(?:от|від|свыше|понад|больше|більше|минимум|мінімум|при заказе на|при замовленні на|на сумму|на суму|заказа? от|замовлення від))[ :]{1,2}[$€£₴₽]?$`,
)

const value = (text: string): number => Number(text)

/** Figures of one clause. `digits`: decimals of the shop's currency. */
const inClause = (
  view: View,
  clause: Clause,
  before: string,
  writer: Writer,
  digits: number,
): readonly Promised[] => {
  const found: Promised[] = []
  const { text, start } = clause
  const gives = GIVES.test(before + text)
  const put = (kind: PromiseKind, key: string, at: number, length: number, more: object = {}): void => {
    const [first, last] = [start + at, start + at + length - 1]
    found.push({ kind, key, from: view.from[first]!, to: view.to[last]!, ...more })
  }
  for (const each of PERCENTS)
    for (const { 0: whole, 1: figure = '', index } of text.matchAll(each)) {
      const isMeasured =
        writer !== 'model' &&
        !gives &&
        (IS_MEASURED_AFTER.test(text.slice(index + whole.length, index + whole.length + 40)) ||
          IS_MEASURED_BEFORE.test(text.slice(Math.max(0, index - 40), index)))
      if (!isMeasured) put('percent', `percent:${value(figure)}`, index, whole.length)
    }
  if (writer !== 'agent' || !paysInHalves(text))
    for (const { 0: whole, index } of text.matchAll(HALVES)) put('percent', 'percent:50', index, whole.length)
  for (const { percent, at, length } of sharesIn(text)) put('percent', `percent:${percent}`, at, length)
  for (const { 0: whole, index } of text.matchAll(DEALS)) put('deal', 'deal', index, whole.length)
  for (const { 0: whole, 1: figure = '', index } of text.matchAll(POINTS))
    put('points', `points:${value(figure)}`, index, whole.length)
  if (writer === 'agent' && comparesGoods(text)) return found
  const isOffer = writer === 'model' || CONTEXT.test(before + text)
  const sums: number[] = []
  for (const each of [SUM_AFTER, SUM_BEFORE])
    for (const { 0: whole, 1: figure = '', index } of text.matchAll(each)) {
      const minor = toMinor(figure, digits) ?? Math.round(value(figure) * 10 ** digits)
      sums.push(index)
      if (!isOffer && minor > 0) continue
      const isLeast = LEAST.test(text.slice(Math.max(0, index - 30), index))
      put(
        minor === 0 ? 'free' : 'sum',
        minor === 0 ? 'free:thing' : `${isLeast ? 'least' : 'sum'}:${minor}`,
        index,
        whole.length,
      )
    }
  for (const each of BARE)
    for (const { 0: whole, 1: figure = '', index } of text.matchAll(each)) {
      const at = index + whole.lastIndexOf(figure)
      if (sums.some((sum) => Math.abs(sum - at) < 6)) continue
      put('sum', `sum:${toMinor(figure, digits) ?? 0}`, index, whole.length)
    }
  return found
}

const MAY_HOLD =
  /\d|half|пол|п[іо]в|навп|вдв|удв|втр|bogo|off|bul|buy|трет|четв|чверт|част|втор|друг|second|third|quarter|fifth|tenth/u

/** "Your discount is 20. Percent, that is." */
const IN_TWO = all(
  '(?<![\\d.])(\\d{1,3}) ?[.;:!?…\\n][ \\n]{0,3}(?:percent|процент|відсот)\\p{L}{0,6}(?= ?(?:$|[.,;:!)\\n]))',
)
const inTwo = ({ text, from, to }: View): readonly Promised[] =>
  [...text.matchAll(IN_TWO)].map(({ 0: whole, 1: figure = '', index }) => ({
    ...{ kind: 'percent', key: `percent:${value(figure)}` },
    ...{ from: from[index]!, to: to[index + whole.length - 1]! },
  }))

/** What stands before a colon belongs to what follows it: "your gift: 500 UAH". */
const leadOf = (clauses: readonly Clause[], i: number): string => {
  const before = clauses[i - 1]?.text ?? ''
  return before.endsWith(':') ? before : ''
}

export const findFigures = (view: View, writer: Writer, digits: number): readonly Promised[] => [
  ...inTwo(view),
  ...clausesOf(view).flatMap((clause, i, clauses) =>
    !MAY_HOLD.test(clause.text) || (writer === 'agent' && isOnlySpokenOf(clause))
      ? []
      : inClause(view, clause, leadOf(clauses, i), writer, digits),
  ),
]
