// Free things that a text promises: delivery, a gift, anything "on the house". Looks at a view with numbers in digits.
import { toMinor } from '../core/money.ts'
import { type Clause, clausesOf, isOnlySpokenOf } from './clauses.ts'
import { pattern } from './pattern.ts'
import type { Promised, Writer } from './promise.ts'
import type { View } from './view.ts'

const ANY = pattern(
  '\\bfree\\b|free(?:ly )?of|freebie|complimentary|on the house|on us\\b|free-of-charge|\\b(?:no|without|zero|0) (?:extra |delivery |shipping |additional )?(?:charge|cost|fees?|payment)\\b|at no cost|\\bgratis\\b|kostenlos|gratuit|darmow|for nothing|(?:costs?|owe|owes) (?:you )?nothing|(?:wont|not|never) charge you|as a gift|\\bgift from us|pay nothing|(?:dont|wont|will not|do not) (?:have to |need to )?(?:pay (?:for|anything)|be charged)(?! (?:\\p{L}{1,9} )?(?:until|before|now|yet|upfront|in advance|today|online))|(?:waiv|absorb|cover)\\p{L}* (?:\\p{L}{1,10} ){0,2}(?:deliver|shipp|postage|fee|courier)\\p{L}*|(?:deliver|shipp|postage|fee)\\p{L}*(?: fee| costs?)? (?:is |are |gets |will be )?waived|(?:is|are|be|go(?:es)?) (?:up)?on (?:us|our account|our side)\\b|at our expense|our treat|' +
    '(?<!\\p{L})(?:бесплатн\\p{L}*|безплатн\\p{L}*|безкоштовн\\p{L}*|безоплатн\\p{L}*|безвозмездн\\p{L}*|задаром|задарма|задурно|даром|дурно|на халяву|халяв\\p{L}*|на шару|за так|за спасибо|за дякую|за наш счет|за счет (?:магазина|заведения)|за наш рахунок|(?:за )?кошт(?:ом)? (?:магазину|закладу)|без (?:доплат\\p{L}*|оплаты|платы|оплати|плати)|(?:в|у|на) (?:подарок|подарунок)|подарим|подарю|подаруем\\p{L}*|подаруєм\\p{L}*|подарую|дарим|дарю|даруєм\\p{L}*|дарую|в дар|(?:ничего|нічого) (?:не )?(?:платит\\p{L}*|плат[иі]ть?|платити)|с нас(?= ?(?:$|[.,;:!)\\n]))|з нас(?= ?(?:$|[.,;:!)\\n]))|(?:достав|пересыл|пересил)\\p{L}* (?:\\p{L}{1,9} ){0,2}(?:нулев\\p{L}*|нульов\\p{L}*|оплатим|оплатимо|оплатит магазин)|(?:оплатим|оплатимо|берем на себя|беремо на себе) (?:\\p{L}{1,9} )?(?:достав|пересыл|пересил)\\p{L}*|за (?:достав|пересыл|пересил|курьер|кур.?єр)\\p{L}* (?:\\p{L}{1,9} ){0,2}(?:платить|платити|сплачувати) (?:\\p{L}{1,9} )?не (?:придется|надо|нужно|будете|доведеться|треба|потрібно|будемо)|за (?:достав|пересыл|пересил|курьер|кур.?єр)\\p{L}* не (?:придется|надо|нужно|доведеться|треба|потрібно) (?:платить|платити|сплачувати)|не (?:придется|надо|нужно|доведеться|треба|потрібно) (?:\\p{L}{1,9} )?(?:платить|платити|сплачувати) (?:за|ни за|ні за)|не (?:придется|надо|нужно|доведеться|треба|потрібно) (?:\\p{L}{1,9} )?(?:оплачивать|оплачувати) (?:достав|пересыл|пересил)\\p{L}*|презент(?:ом)?|бонусом (?:к|до)|(?:идет|йде|кладем|кладемо|положим|покладемо) бонусом|(?:платить|платити|плати|заплатите|сплатите) (?:\\p{L}{1,9} ){0,2}(?:ничего|нічого|ноль|нуль)|ничего не (?:надо|нужно|должны)|нічого не (?:треба|потрібно|винні))(?!\\p{L})|' +
    '\\b(?:besplatn|bezkoshtovn|bezplatn|bezoplatn)\\w*|\\b(?:v|u) podar(?:ok|unok)|\\bdarom\\b|na halyavu|na khalyavu|nahalyavu',
  'gu',
)
/** The word without a gift in it. */
const NO_GIFT = pattern(
  '(?:\\b(?:sugar|gluten|lactose|fat|oil|alcohol|caffeine|cruelty|bpa|care|wire|toll|hands|stress|lint|wrinkle|paraben|dairy|nut|smoke|acid|lead|chemical|fragrance|silicone|sulfate|noise|error|maintenance|hassle|ad|worry|risk|duty|tax|interest|spam|dust|rust|frost|dirt|scent|plastic|allergen|odou?r|pet|wheat|meat|soy)[ -]|\\bfeel |\\bbreak |\\bset |\\brun |\\b(?:am|im|are|were|youre|be|he is|she is|who is|colleague is|manager is) (?:\\p{L}{1,9} ){0,2})$',
)
const NO_GIFT_AFTER = pattern(
  '^(?:ly|dom|lance|standing|style|zer)|^[ -](?:to (?:ask|write|call|choose|contact|reply|text|browse|look|tell|message|return here|come)|space|time|slot|moment|hand|size|parking|agent|colleague|operator|line\\b|flow|range|fall|fit|form|standing|people|speech|will\\b|trade|of (?:sugar|gluten|fat|oil|dust|bpa|paraben|chemical|lactose|error|defect|scratch|damage)|and easy|for a (?:call|chat))|^ (?:номер|лини|звон|консультац|wi-?fi|вай|парков|паркінг|дзвін|телефон|лінія|гаряч|регистрац|реєстрац|приложен|додат)|^ (?:времени|часу|что)',
)
const CALLS_BEFORE = pattern(
  '(?:звонок|звонки|звонить|линия|консультаци\\p{L}*|парковка|регистрация|номер|дзвінок|дзвінки|телефонувати|лінія|консультаці\\p{L}*|паркування|реєстрація|call|hotline|calling|registration|parking|wi-?fi|number) (?:\\p{L}{1,10} ){0,3}$',
)
/** A gift that the shopper buys for somebody. */
const BUYS = pattern(
  '\\b(?:choose|choosing|chose|look|looking|buy|buying|bought|perfect|great|good|lovely|nice|suitable|wrap\\p{L}*|pack\\p{L}*|want it|need it|ordered|ordering|is it|for your|for a|for her|for him|to give)\\b|(?<!\\p{L})(?:выбира|выбер|выбр|ищ[еу]|берете|берешь|покупа|покупк|подойд|подбер|подобр|купи|куп[ил]|взять|берут|идея|идеи|упаков|запаку|кому|обира|обер|обр|шука|купу|підійд|підбер|підібр|взяти|беруть|ідея|ідеї|упаку|пакув|покупець|годи?ться|сгодится|хотите|хочете|нужен|нужна|потрібен|потрібна|мам[еіу]|друг[уа]|подруг|дитин|ребенк|жен[еы]|дружин|мужу|чолові)',
)
const OBJECTS: readonly (readonly [string, RegExp])[] = [
  [
    'delivery',
    pattern(
      'deliver|shipp|\\bships?\\b|postage|courier|достав|пересыл|пересил|курьер|кур.?єр|dostav|доправ|привез',
    ),
  ],
  ['return', pattern('return|exchange|возврат|обмен|поверн|обмін|верн')],
]
const GIFT = /gift|подар|дар[иую]/u
const LEAST = pattern(
  '(?:\\b(?:from|over|above|orders? of|minimum(?: of)?|at least|more than|reaches)|(?<!\\p{L})(?:от|від|свыше|понад|больше|більше|минимум|мінімум|на сумму|на суму|досягне|достигнет))[ :]{1,2}(?:[$€£₴₽]|uah )? ?(\\d{2,9}(?:\\.\\d{1,2})?)',
)

const objectOf = (word: string, before: string, after: string): string => {
  const near = `${before.slice(-32)} ${after.slice(0, 32)}`
  const [object] =
    OBJECTS.find(([, is]) => is.test(near)) ??
    OBJECTS.find(([, is]) => is.test(`${before.slice(-160)} ${after.slice(0, 160)}`)) ??
    []
  return object ?? (GIFT.test(word) ? 'gift' : 'thing')
}

/** Any "free delivery from 1,500" has its sum as `at_least`. */
const inClause = (
  view: View,
  { text, start }: Clause,
  writer: Writer,
  digits: number,
): readonly Promised[] => {
  const found: Promised[] = []
  const least = LEAST.exec(text)?.[1]
  for (const { 0: word, index } of text.matchAll(ANY)) {
    const [before, after] = [text.slice(0, index), text.slice(index + word.length)]
    if (NO_GIFT.test(before.slice(-40)) || NO_GIFT_AFTER.test(after.slice(0, 30))) continue
    if (/^на шару|^даром|^дурно/.test(word) && /(?:^|[^\p{L}])(?:не ?)$/u.test(before.slice(-4))) continue
    if (writer !== 'model' && CALLS_BEFORE.test(before.slice(-50))) continue
    if (
      writer === 'agent' &&
      /^(?:(?:в|у|на) подар|as a gift|for nothing)/u.test(word) &&
      BUYS.test(`${before.slice(-160)} ${after.slice(0, 160)}`)
    )
      continue
    found.push({
      kind: 'free',
      key: `free:${objectOf(word, before, after)}`,
      from: view.from[start + index]!,
      to: view.to[start + index + word.length - 1]!,
      ...(least !== undefined && { at_least: toMinor(least, digits) ?? 0 }),
    })
  }
  return found
}

export const findFree = (view: View, writer: Writer, digits: number): readonly Promised[] =>
  clausesOf(view).flatMap((clause) =>
    writer === 'agent' &&
    isOnlySpokenOf(clause) &&
    !/(?:без|without|no) (?:доплат|оплат|плат|charge|cost|fee|extra)|(?:wont|dont|will not|do not) (?:have to |need to )?(?:pay|be charged)|не (?:будете|будет[еь]?) платить|платити не будете/u.test(
      clause.text,
    )
      ? []
      : inClause(view, clause, writer, digits),
  )
