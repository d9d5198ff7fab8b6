// The percentage that a message asks off. What goods are made of, or how full a battery is, is none.
import { any, N, numberOf, pattern } from './patterns.ts'

const SIGN = any('% процент* відсот* percent pct per_cent проц')
const PERCENT = pattern(`(?:\\d+ (?:-|–|—|или|або|or|to|до) )?${N} ${SIGN}`)
const HALF = pattern('(?:полцены|пол цены|пів ціни|півціни|half price|half off|50 off)')
const ASKS =
  /(?<= )(?:скид|скин|знижк|зниз|discount|off|уступ|поступ|дешев|cheap|сбавь|сброс|минус|мінус|промо|promo|акци|акці|дай|дади|дасте|сдела|зроб|можно|можна|могли|хотя бы|хоть|хоча б|give|knock|take|can you|could you|could i|can i|make it|deal|coupon|хочу|обещ|обіц|подкин|накин|sale|торг)/u
const OF_GOODS =
  /(?<= )(?:хлоп|бавовн|шерст|вовн|cotton|polyester|полиэст|поліест|эласт|еласт|elast|wool|лен|лён|льон|шелк|шовк|silk|состав|склад|какао|cocoa|жир|спирт|алкогол|alcohol|влажн|предоплат|передоплат|prepay|upfront|комисс|коміс|ндс|пдв|vat|tax|кредит|годовых|річних|apr|interest|заряд|батаре|batter|charge|гарант|уверен|впевнен|sure|natural|натурал|оригинал|оригінал|original|genuine|яркост|громкост|brightness|volume|завтра дождь|humid|вологіст)/u

/** The percentage, and the text without any. */
export const findPercent = (text: string): readonly [number | undefined, string] => {
  let found: number | undefined
  // "10%?" asks by itself.
  const isAlone = !/\p{L}{3}/u.test(text.replace(PERCENT, ''))
  const asks = ASKS.test(text) || isAlone
  const left = text.replace(PERCENT, (_match, number: string, at: number) => {
    const value = Math.round(numberOf(number))
    const around = text.slice(Math.max(0, at - 40), at + 40)
    if (asks && value >= 1 && value < 100 && !OF_GOODS.test(around)) found = value
    return '_'
  })
  if (found === undefined && text.search(HALF) >= 0) found = 50
  return [found, left]
}
