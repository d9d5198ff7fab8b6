// Words that make a fact, a promise or a bound, as beginnings of words in three languages. Spaces set them apart; `_` is a
// space within one. Lists only: what is done with them stands in facts-kept.ts.

const START = '(?<![\\p{L}\\p{N}])'

const beginnings = (...lists: readonly string[]): RegExp => {
  const all = lists.flatMap((list) => list.trim().split(/\s+/)).map((word) => word.replaceAll('_', '\\s+'))
  return new RegExp(`${START}(?:${all.join('|')})`, 'giu')
}

/** Whole words. */
const words = (...lists: readonly string[]): RegExp =>
  new RegExp(`${beginnings(...lists).source}(?![\\p{L}\\p{N}])`, 'giu')

export const NUMBER_WORDS = beginnings(
  'two three four five six seven eight nine ten(?!d) eleven twelve twenty thirty forty fifty sixty seventy eighty ninety',
  'hundred thousand million half twice double triple dozen third quarter couple',
  "два две дві двух двох двум двом двумя три(?!ва) трёх трех трьох четыр четвер чотир пят п[’ʼ']ят шест шіст семь семи сім(?![’ʼ'\\p{L}])",
  "восем восьм вісім девят дев[’ʼ']ят десят двадцат двадцят тридцат тридцят сорок сто(?!\\p{L}) ста(?!\\p{L}) сотн тысяч тисяч",
  'миллион мільйон половин полтор пів(?!\\p{L}) вдвое вдвічі втрое втричі треть третин дюжин',
)

export const DAYS = beginnings(
  'today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday',
  'january february march april june july august september october november december',
  'week month year hour minute second(?!-) weekend immediately instantly right_away at_once',
  'сегодня завтра послезавтра вчера понедельник вторник сред[уы] четверг пятниц суббот воскресень январ феврал март апрел',
  'июн июл август сентябр октябр ноябр декабр недел месяц год[ауе]?(?!\\p{L}) лет(?!\\p{L}) час(?!т) минут выходн немедленно мгновенно сразу',
  'сьогодні післязавтра вчора понеділ вівтор серед[уи] субот неділ січ лют(?:ий|ого) берез квіт трав(?:ень|ня) черв(?:ень|ня)',
  'лип(?:ень|ня) серп(?:ень|ня) верес жовт листопад груд(?:ень|ня) тижд тижн місяц рік рок годин хвилин вихідн негайно миттєво одразу',
)

/** Whatever costs the shop something, or binds it. In these the order counts, too. */
export const PROMISES: Readonly<Record<string, RegExp>> = {
  free: beginnings(
    'free complimentary no_charge at_no_cost gratis on_the_house on_us бесплатн безплатн безкоштовн даром задарма за_наш за_счёт за_рахунок халяв',
  ),
  discount: beginnings(
    'discount sale cheaper lower reduc percent promo coupon voucher code deal special_offer',
    'скидк скидоч знижк дешевл дешевш процент відсот акци акці распродаж розпродаж промо купон код(?!\\p{L}{3}) спец уступ поступ',
  ),
  gift: beginnings(
    'gift bonus reward cashback points present(?!l) surprise подар дарим дарую даруємо бонус кэшб кешб балл бал(?:и|ів) сюрприз презент',
  ),
  refund: beginnings(
    'refund money_back compensat reimburse exchang return возврат верн возвращ обмен компенс поверн обмін відшкод возмещ',
  ),
  guarantee: beginnings(
    "guarant warrant promis certain definitely surely ensure гарант обеща обіця точно обязательно обов[’ʼ']язково наверняка неодмінно",
  ),
  prepay: beginnings('prepay in_advance upfront предоплат передоплат аванс заранее наперед заздалегідь'),
}

/** These need only be there on both sides. */
export const TOPICS: Readonly<Record<string, RegExp>> = {
  delivery: beginnings("deliver ship courier parcel достав курьер кур[’ʼ']єр посылк посилк отправк відправ"),
  pay: beginnings(
    'pay card cash instal credit плат оплат сплат плач карт(?!инк) налич готівк рассроч розстроч кредит',
  ),
  agent: beginnings(
    'colleague manager operator call_you phone_you коллег колег менеджер оператор позвон перезвон зателефон передзвон',
  ),
  reserve: beginnings(
    'reserv hold set_aside in_stock keep kept saved safe резерв отлож відклад наявн налич сохран збере',
  ),
  check: beginnings('inspect look_at try_on try_it осмотр огля пример приміря'),
  receive: beginnings('receiv on_arrival получен получи отриман отрима'),
  superlative: beginnings('best fastest лучш найкращ самы[йе] наш[оа] быстр швидк quick fast'),
  always: beginnings(
    'always any(?!one|thing_else) every all(?!\\p{L}) unlimited forever всегда люб(?:ой|ую|ое|ые|ым) завжди будь-як кажд кожн',
  ),
}

export const NOT = words(
  "not no never without cannot can['’]t don['’]t doesn['’]t isn['’]t won['’]t didn['’]t wasn['’]t weren['’]t aren['’]t unless",
  'не нет ни без нельзя немає ні нема неможливо никогда ніколи',
)

/** Which side of a number is meant: from it on, or up to it. */
export const BOUNDS: Readonly<Record<string, RegExp>> = {
  low: words('from over above at_least starting more_than от від понад свыше более больше більше'),
  high: words('under below up_to until within less_than до протягом впродовж течение менее менше меньше'),
}

/** Units after a number: any form of one is that one. */
export const UNITS: readonly RegExp[] = [
  words('day days день дня дней дні днів днем'),
  words(
    'part parts часть части частей частину частини частин частями платёж платежа платежей платіж платежі платежів платежу',
  ),
]
