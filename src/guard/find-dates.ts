// Dates and times that a text promises: how long an offer lasts, when goods come. Looks at a view with numbers in digits.
import { type Clause, clausesOf, isOnlySpokenOf } from './clauses.ts'
import { pattern } from './pattern.ts'
import type { Promised, Writer } from './promise.ts'
import type { View } from './view.ts'
import { DEAL_WORDS } from './words.ts'

const MONTHS = [
  'jan|янв|січ', 'feb|февр|лют', 'mar(?:ch)?\\b|март|берез', 'apr|апр|квіт', 'may\\b|ма[йяею]\\b|трав', 'jun|июн|черв',
  'jul|июл|лип', 'aug|авг|серп', 'sep|сент|верес', 'oct|окт|жовт', 'nov|нояб|листоп', 'dec|дек|груд',
] // biome-ignore format: a calendar reads better in rows
const WEEKDAYS = [
  'monday|понедельн|понеділ', 'tuesday|вторник|вівтор', 'wednesday|сред[уаы]\\b|серед[уаи]\\b', 'thursday|четверг|четвер',
  'friday|пятниц', 'saturday|суббот|субот', 'sunday|воскресен|неділ[іюя]\\b',
] // biome-ignore format: a week reads better in rows
const RELATIVE: readonly (readonly [string, string])[] = [
  ['0', 'today|tonight|this (?:morning|afternoon|evening)|сегодня|сьогодні|(?<!\\p{L})segodnya|sohodni|midnight|полуноч|півноч|опівночі|end of (?:the )?day|конца дня|кінця дня'],
  ['2', 'day after tomorrow|послезавтра|післязавтра'],
  ['1', 'tomorrow|(?<!\\p{L})завтра|zavtra'],
  ['week', 'end of (?:the |this )?week|this week|weekend|конца (?:этой )?недели|кінця (?:цього )?тижня|выходн|вихідн|на этой неделе|цього тижня'],
  ['month', 'end of (?:the |this )?month|month.?end|конца месяца|кінця місяця'],
  ['feast', 'christmas|new year|black friday|easter|рождеств|новог|новый год|новий рік|нового року|чорн\\p{L} пятниц|черн\\p{L} пятниц|різдв|пасх|великд'],
] // biome-ignore format: words of one meaning stand in one row

const anyOf = (stems: readonly string[]): string => `(?:${stems.join('|')})`
const stemIn = (stems: readonly string[]) => {
  const tests = stems.map((stem) => pattern(`^(?:${stem})`))
  return (word: string): number => tests.findIndex((test) => test.test(word))
}
const monthOf = stemIn(MONTHS)
const weekdayOf = stemIn(WEEKDAYS)
const two = (value: number): string => String(value).padStart(2, '0')

type Found = { readonly key: string; readonly at: number; readonly length: number }

const DAY_MONTH = pattern(
  `(?<![\\d.])(\\d{1,2})(?:st|nd|rd|th|-?го|-?е|-?ого)? (?:of )?(${anyOf(MONTHS)})\\p{L}*`,
  'gu',
)
const MONTH_DAY = pattern(`\\b(${anyOf(MONTHS)})\\p{L}{0,6} (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)`, 'gu')
const NUMERIC = pattern(
  '(?<![\\d.,/-])(\\d{1,2})[./](\\d{1,2})(?:[./](?:20)?\\d{2})?(?![\\d/%]|[.]\\d)',
  'gu',
)
/** "Until the 24th": no month is said. */
const DATE_ALONE = pattern(
  '(?<!\\p{L})(?:until|till|til|by|through|before|до|по|к) (?:the )?(\\d{1,2})(?:st|nd|rd|th|-?го|-?ого|-?е|(?= числа))(?! ?\\p{L}{2,5}[^\\p{L} ])',
  'gu',
)
const ISO = pattern('(?<!\\d)20\\d{2}-(\\d{2})-(\\d{2})(?!\\d)', 'gu')
const WEEKDAY = pattern(`(?<!\\p{L})(?:${WEEKDAYS.join('|')})\\p{L}*`, 'gu')
const DURATION = pattern(
  '(?<![\\d.])(\\d{1,4})(?: ?(?:-|to|or|до|или|або|чи) ?(\\d{1,4}))?[ -]?(?:(?:business|working|calendar|рабоч\\p{L}*|робоч\\p{L}*|календарн\\p{L}*|full|полн\\p{L}*|повн\\p{L}*) )?(minutes?|mins?\\b|минут\\p{L}*|мин\\b|хвилин\\p{L}*|хв\\b|hours?|hrs?\\b|час(?:а|ов|ы|ів)?\\b|годин\\p{L}*|год\\b|days?|дн[іяей]\\p{L}{0,2}|день|суток|сутки|доб[аи]?\\b|weeks?|недел\\p{L}*|тижн\\p{L}*|тижд\\p{L}*|months?|месяц\\p{L}*|місяц\\p{L}*|years?\\b|года\\b|лет\\b|рок(?:и|ів|у)\\b)',
  'gu',
)
const A_DURATION = pattern(
  '(?:\\b(?:in|within|for|next) (?:an? |the next )(hour|day|week|month|year|half a year)|(?<!\\p{L})(?:через|за|в течение|протягом|на) (час|сутки|неделю|месяц|годину|добу|тиждень|місяць|полгода|п[іо]в ?року|год|рік)(?!\\p{L}))',
  'gu',
)

const hoursIn = (unit: string): number => {
  if (/^(?:half a y|полгода|п[іо]в ?року)/u.test(unit)) return 4380
  if (/^(?:y|года$|лет|рок|рік)/u.test(unit)) return 8760
  if (/^(?:m(?:in|ins|inutes?)$|мин|хв)/u.test(unit)) return 1 / 60
  if (/^(?:h|час|год)/u.test(unit)) return 1
  if (/^(?:w|нед|тиж)/u.test(unit)) return 168
  return /^(?:mo|мес|міс)/u.test(unit) ? 720 : 24
}

const datesOf = (text: string): readonly Found[] => {
  const found: Found[] = []
  const put = (key: string, at: number, length: number): void => void found.push({ key, at, length })
  const day = (given: number, month: number, at: number, length: number): void => {
    if (given >= 1 && given <= 31 && month >= 1 && month <= 12)
      put(`day:${two(month)}-${two(given)}`, at, length)
  }
  for (const { 0: whole, 1: d, 2: m = '', index } of text.matchAll(DAY_MONTH))
    day(Number(d), monthOf(m) + 1, index, whole.length)
  for (const { 0: whole, 1: m = '', 2: d, index } of text.matchAll(MONTH_DAY))
    day(Number(d), monthOf(m) + 1, index, whole.length)
  for (const { 0: whole, 1: d, 2: m, index } of text.matchAll(NUMERIC))
    day(Number(d), Number(m), index, whole.length)
  for (const { 0: whole, 1: d = '', index } of text.matchAll(DATE_ALONE))
    put(`date:${Number(d)}`, index + whole.lastIndexOf(d), whole.length - whole.lastIndexOf(d))
  for (const { 0: whole, 1: m, 2: d, index } of text.matchAll(ISO))
    day(Number(d), Number(m), index, whole.length)
  for (const { 0: whole, index } of text.matchAll(WEEKDAY))
    put(`weekday:${weekdayOf(whole)}`, index, whole.length)
  for (const [name, words] of RELATIVE_PATTERNS)
    for (const { 0: whole, index } of text.matchAll(words)) put(`in:${name}`, index, whole.length)
  for (const { 0: whole, 1: least = '', 2: most = least, 3: unit = '', index } of text.matchAll(DURATION)) {
    const hours = hoursIn(unit)
    put(
      `hours:${Math.round(Number(least) * hours * 60) / 60}-${Math.round(Number(most) * hours * 60) / 60}`,
      index,
      whole.length,
    )
  }
  for (const { 0: whole, 1: en, 2: other, index } of text.matchAll(A_DURATION)) {
    const hours = hoursIn(en ?? other ?? '')
    // "For a week" is a deadline's word and its time; "a price for an hour" (за час) is none.
    const before = /^(?:for|within|next|на|в течение|протягом) /u.exec(whole)?.[0].length ?? 0
    put(`hours:${hours}-${hours}`, index + before, whole.length - before)
  }
  return found
}
const RELATIVE_PATTERNS = RELATIVE.map(
  ([name, words]) => [name, pattern(`(?<!\\p{L})(?:${words})\\p{L}*`, 'gu')] as const,
)

const DEAL = pattern(DEAL_WORDS)
const LASTS_BEFORE = pattern(
  '(?:\\b(?:until|till|til|by|before|through|only|valid|expir\\w*|ends?|lasts?|for|within|on|this)|(?<!\\p{L})(?:до|по|дійсн\\p{L}*|діє|діятиме|действ\\p{L}*|годен|истека\\p{L}*|сгор\\p{L}*|зак[оа]нч\\p{L}*|закінч\\p{L}*|трива\\p{L}*|тільки|только|лише|лишь|в течение|протягом|на|еще|ще|за|к))(?: \\p{L}{1,10}){0,2}[ :]{1,2}$',
)
/** It is over. */
const ENDED_BEFORE = pattern(
  '(?:\\b(?:ended|expired|finished|was over)|(?<!\\p{L})(?:законч|закінч|заверш)(?:ил|ив)\\p{L}*)(?: \\p{L}{1,10}){0,2} $',
)
const HURRY = pattern(
  '\\b(?:today only|only today|last (?:chance|day|hours?)|hurry)\\b|(?:только|лише|тільки|лишь) (?:сегодня|сьогодні|завтра)|последн\\p{L}* (?:шанс|день|час)|останн\\p{L}* (?:шанс|день|годин)|(?:сегодня|сьогодні) последний|поспешите|поспішайте',
)
const COMES = pattern(
  '\\barrives?\\b|\\barriving\\b|\\bdeliver(?:s|y|ed (?:by|on|tomorrow|within|in|today))?\\b|\\bcome[s]? (?:to you|by|on|tomorrow)|be (?:there|with you|delivered|at your)|\\b(?:get|receive|have) (?:it|them|your|the (?:parcel|order))|\\bships?\\b|\\bshipping\\b|\\bdispatch(?!ed)|\\breach(?:es)? you|' +
    '(?<!\\p{L})(?:приед[еу]т|приедет|придет|придут|привез(?:ем|ет|ут|у)|достав(?:им|ит|ят|ка|ку|ки|кой|лю)|получите|получишь|отправ(?:им|ят|лю|ляем)|вышл(?:ем|ют)|прибудет|буд[еу]т у вас|будет завтра|довез|приїде|прийде|привез(?:емо|е|уть)|достав(?:имо|лять|ить|ка|ку|ки|кою)|отримаєте|відправимо|відправлю|надішл(?:емо|ю)|надійде|прибуде|буде у вас|буде завтра)',
)
const CAME = pattern(
  '\\b(?:arrived|was|were|has|have been|had|shipped|yesterday|last)\\b|(?<!\\p{L})(?:прибыл|пришел|пришла|пришло|отправили|отправлен|передали|доставлен|вчера|забрали|прибу[влo]|прийшл|прийшов|відправили|відправлено|передали|доставлено|вчора|надійшл|надійшов)',
)
/** An agent's own doing is a person's word, given under a name. */
const OWN_DOING = pattern(
  '\\b(?:(?:i|we)(?:ll| will| can| shall|m going to| are going to)?|let me|ill|well) (?:\\p{L}{1,9} ){0,2}(?:send|bring|dispatch|ship|deliver|pack|post|hand)|(?<!\\p{L})(?:привез(?:ем|у)|достав(?:им|лю)|отправ(?:им|лю|ляем|ляю)|вышл(?:ем|ю)|довез(?:ем|у)|передад(?:им|ам)|привез(?:емо)|доставимо|відправ(?:имо|лю|ляємо|ляю)|надішл(?:емо|ю)|довез(?:емо)|передамо)(?!\\p{L})',
)
const ASKS = /\?\s*$/u
const GIVES_BACK = pattern(
  '\\breturn|exchange|send (?:it|them) back|вернуть|возврат|обмен|возвращ|поверну|повернен|обмін',
)

const WARRANTY = /гарант|warrant|guarant/u

const PLAIN_DATE =
  /day|hour|week|month|today|tonight|tomor|midn|minute|\bmin|\d|дн|ден|сут|доб|рок|рік|year|час|год|нед|мес|завтр|сегод|сьог|тиж|міс|вт|ср|че|пят|суб|воск|пон|янв|рожд|різд|нов|выход|вихід|полун|півн|цього|этой|січ|лют|бер|кві|тра|чер|лип|сер|жов|лис|гру|фев|мар|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек|feast|christ|easter|пасх|велик|jan|feb|apr|jun|jul|aug|sep|oct|nov|dec|may/u

const inClause = (view: View, clause: Clause, writer: Writer): readonly Promised[] => {
  const { text, start } = clause
  const dates = PLAIN_DATE.test(text) ? datesOf(text) : []
  if (dates.length === 0) return []
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').length
  const isDeal = DEAL.test(text)
  const isHurry = HURRY.test(text) && (isDeal || words <= 4)
  const isOwn = writer === 'agent' && (ASKS.test(text) || OWN_DOING.test(text))
  const comes = COMES.test(text) && !CAME.test(text) && !isOwn
  const back = GIVES_BACK.test(text)
  const about = back ? 'back' : comes ? 'comes' : 'lasts'
  return dates.flatMap(({ key, at, length }): readonly Promised[] => {
    const before = text.slice(Math.max(0, at - 40), at)
    const isOver = writer === 'agent' && ENDED_BEFORE.test(before)
    const lasts = isDeal && !back && !comes && !isOver && LASTS_BEFORE.test(before)
    const isLong = key.startsWith('hours:')
    const isPromised =
      writer === 'model' ||
      isHurry ||
      lasts ||
      comes ||
      (back && isLong && writer !== 'data' && !WARRANTY.test(text.slice(Math.max(0, at - 30), at)))
    if (!isPromised) return []
    const [first, last] = [start + at, start + at + length - 1]
    return [{ kind: 'date', key: `${about} ${key}`, from: view.from[first]!, to: view.to[last]! }]
  })
}

/** Keys: `lasts day:12-05`, `comes in:1`, `comes hours:48-72`, `back hours:336-336`, `lasts weekday:4` (Monday is 0). */
export const findDates = (view: View, writer: Writer): readonly Promised[] =>
  clausesOf(view).flatMap((clause) =>
    writer === 'agent' && isOnlySpokenOf(clause) ? [] : inClause(view, clause, writer),
  )
