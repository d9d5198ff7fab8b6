// Sentences of agents that have the words of an offer and are none: one thing is cheaper than another, a sum is paid in
// halves. They know no ledger.
import { pattern } from './pattern.ts'

const SUBJECT = pattern(
  '^[^\\p{L}]*(?:(?:and|but|а|и|і|та|зато|але|но) )?(?:(?:this|that|the other|another) (\\p{L}{2,16}|1)|the \\p{L}{3,12} (one|1)|(?:эт[аоу]|этот|тот|друг(?:ая|ой|ое)|ця|цей|це|той|інш(?:а|ий|е)) (\\p{L}{3,16})) ',
)
const CHEAPER = pattern('\\bcheaper\\b|(?<!\\p{L})(?:дешевле|дешевш(?:а|ий|е|і))(?!\\p{L})')
/** What a shop makes cheaper for somebody, and for whom or when. */
const NO_GOODS = pattern(
  '^(?:order|cart|price|sum|total|deliver|shipp|purchase|time|week|month|day|заказ|корзин|цен|сумм|доставк|покупк|раз|недел|замовлен|кошик|цін|сум|купівл|тиж)',
)
const GIVEN = pattern(
  '\\b(?:i|we|you|your|me|us|will|if|when|today|now|only|just|until|code|discount|sale|off|instead)\\b|(?<!\\p{L})(?:я|мы|ми|вам|вас|ваш\\p{L}*|тебе|тобі|тебя|если|якщо|когда|коли|сегодня|сьогодні|сейчас|зараз|тільки|только|лише|лишь|до|код\\p{L}*|скид\\p{L}*|знижк\\p{L}*|буд[еу]т?|стан[еу]т?|сделаю|зроблю|акци\\p{L}*|акці\\p{L}*|вместо|замість)(?!\\p{L})',
)

/** "This lamp is 400 UAH cheaper": of a clause with it, sums are a difference. */
export const comparesGoods = (clause: string): boolean => {
  const subject = SUBJECT.exec(clause)
  const noun = subject?.[1] ?? subject?.[2] ?? subject?.[3]
  return noun !== undefined && !NO_GOODS.test(noun) && CHEAPER.test(clause) && !GIVEN.test(clause)
}

const NOW = pattern(
  '\\b(?:now|upfront|up front|first|in advance|deposit|prepay\\p{L}*)\\b|(?<!\\p{L})(?:сейчас|сразу|аванс\\p{L}*|предоплат\\p{L}*|зараз|одразу|передоплат\\p{L}*|завдат\\p{L}*)',
)
const LATER = pattern(
  '\\b(?:rest|half) (?:on|upon|later|when|after)\\b|(?<!\\p{L})(?:остальн\\p{L}+|остаток|решт[ау]|половин[ауи]) (?:при получении|при отриманні|потом|потім|после|після)(?!\\p{L})',
)

/** "Half now, half on delivery": all of it is paid. */
export const paysInHalves = (clause: string): boolean => NOW.test(clause) && LATER.test(clause)
