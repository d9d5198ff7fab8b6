// The words by which offers are known, in the three languages, as stems for patterns. Texts are folded: no ё, no
// apostrophes, lower case. Knows no figures.

/** Something is given, taken off, or given back. */
export const OFFER_WORDS =
  'discount|rebate|markdown|cash ?back|refund|reimburs|compensat|voucher|coupon|promo|\\bbonus|\\bcredit(?! card)|\\bsav(?:e|ing)|\\boff\\b|cheaper|\\bminus\\b|deduct|knock|' +
  'скид(?:к|оч|о[кн])|скин[уе]|скида[юе]|уступ|кешб|кэшб|кешбе|верн(?:ем|у|ут|ет)\\b|возмест|возмещ|компенс|бонус|балл|дешевле|подешевле|минус|снижен|снизи|сбро[сш]|вычт|' +
  'зниж(?:к|еч)|знижу|знизи|знижен|поверн(?:емо|у|уть|е)\\b|відшкод|дешевш|мінус|вирахув|' +
  'дарим\\b|подар(?:им|ю|уем|уєм|ую)|даруєм|начисл|зачисл|нарах|зарах|серт[иі]ф[иі]кат|промокод|купон|дисконт|дискаунт|' +
  'skid(?:k|oc)|zn[yi]z(?:h)?k|kesh?b|bonus|rabat|rabatt|taniej|gunstiger|billiger|geschenk|umsonst|descuento|sconto|remise'

/** Prices, sales, codes: beside these a date is a deadline. */
export const DEAL_WORDS =
  `${OFFER_WORDS}|\\boffers?\\b|\\bdeal|\\bsale\\b|\\bprice|\\bcodes?\\b|\\bfree\\b|\\bpoints\\b|special|` +
  '(?<!\\p{L})(?:акци[яиюей]|акці[яїю]|цен[аыуе]\\b|ціна|ціни|ціну|ціною|цін[іи]\\b|предложени|пропозиці|распродаж|розпродаж|код[аом]?|бал[иів]+|бесплатн|безкоштовн|спеццен|спецціна)'

/** A price that is made for somebody. */
export const OWN_PRICE =
  '\\bfor you\\b|your price|special price|instead of|\\bonly\\b|(?<!\\p{L})(?:для вас|вам (?:за|по)|вместо|замість|спеццен|спец ?ціна|особ\\p{L}* цен|отдам|віддам|уступлю|ваша ц[еі]на|(?:всего|лише|всього) за)'

/** `sum` in these is one of money; the symbol may stand before the figure, the word behind it. */
export const CURRENCY_BEFORE = '[$€£₴₽₸]|\\b(?:uah|usd|eur|rub|gbp|kzt|pln)\\b'
export const CURRENCY_AFTER =
  '[$€£₴₽₸]|(?:uah|usd|eur|rub|gbp|kzt|pln)\\b|грн|гр\\b|грив|hryvn|hrn|grn|руб|рубл|rubl|ruble|\\bр\\.|дол(?:л|ар)|dollar|bucks|quid|pounds?\\b|euro|[еє]вро|тенге|злот|zł|коп[еі]'

export const POINT_WORDS = 'points?\\b|балл|бал[иіа]|бонус(?:ов|и|ів|н)|bonuses|bally|ballov|baliv'

export const PERCENT_WORDS =
  '%|percent|per cent|\\bpct\\b|процент|проц\\b|відсот|відс\\b|процен|procent|protsent|prosent|vidsot|prozent'

/** What a percentage is of, where it is no offer. */
export const MEASURES =
  'cotton|wool|linen|silk|polyest|viscose|elasta|leather|suede|nylon|acryl|cashmere|bamboo|merino|natural|organic|pure|recycl|batter|charg|humid|alcohol|fat\\b|cocoa|cacao|sugar|juice|arabica|robusta|vat\\b|tax|prepay|deposit|sure|certain|agree|right|original|genuine|zoom|scale|volume|bright|capacity|full|ready|done|complete|waterproof|uv\\b|satisf|effic|milk|cream|butter|cheese|commission|customs|' +
  'хлопо?к|бавовн|шерст|вовн|льн|льон|лен\\b|шелк|шовк|полиэст|поліест|вискоз|віскоз|эласт|еласт|кож[аи]|шкір|замш|нейлон|акрил|кашем|кашм|бамбук|мерино|натуральн|чист|заря[дж]|батаре|аккум|акум|влажн|волог|спирт|алкогол|жирн|жир[уаі]|какао|сахар|цук|сок[ау]?\\b|сік|соку|арабик|арабік|робуст|ндс|пдв|налог|подат|предоплат|передоплат|аванс|завдат|уверен|впевнен|согласен|згод|згоден|прав|оригинал|оригінал|масштаб|громк|гучн|яркост|яскрав|емкост|ємн|готов|выполн|викон|загруж|завантаж|водоне|устойч|захист|защит|молок|сливк|вершк|масл|сыр\\b|сир\\b|сметан|йогурт|кефир|кефір|комисс|комісі|мит[оа]\\b|пошлин|состав|склад'
