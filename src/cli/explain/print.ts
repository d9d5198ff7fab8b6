// An explanation on a terminal: a sentence for each thing, under three heads. Knows no store.
import type { Lang } from '../../core/meaning.ts'
import type { Explained } from '../../core/query/explain.ts'
import { codeSentence, flowSentences, segmentSentence } from '../../core/query/explain-words.ts'
import { choiceSentence } from '../../core/reaching/choice-words.ts'

type Heads = {
  readonly segments: string
  readonly codes: string
  readonly hesitation: string
  readonly level: string
  readonly buys: string
  readonly now: string
  readonly channel: string
  readonly none: string
  readonly states: Readonly<Record<Explained['codes'][number]['state'], string>>
}

const HEADS: Readonly<Record<Lang, Heads>> = {
  en: {
    segments: 'Segments',
    codes: 'Codes',
    hesitation: 'Hesitation in the latest visit',
    level: 'level now',
    buys: 'chance of an order in this visit',
    now: 'Now',
    channel: 'Channel',
    none: 'none',
    states: { issued: 'issued', redeemed: 'used', expired: 'expired', revoked: 'taken back' },
  },
  uk: {
    segments: 'Сегменти',
    codes: 'Коди',
    hesitation: 'Вагання під час останнього візиту',
    level: 'рівень зараз',
    buys: 'імовірність замовлення за цей візит',
    now: 'Зараз',
    channel: 'Канал',
    none: 'немає',
    states: { issued: 'чинний', redeemed: 'використано', expired: 'минув', revoked: 'відкликано' },
  },
  ru: {
    segments: 'Сегменты',
    codes: 'Коды',
    hesitation: 'Сомнения в последний визит',
    level: 'уровень сейчас',
    buys: 'вероятность заказа за этот визит',
    now: 'Сейчас',
    channel: 'Канал',
    none: 'нет',
    states: { issued: 'действует', redeemed: 'использован', expired: 'истёк', revoked: 'отозван' },
  },
}

const timeIn = (zone: string, lang: Lang) => {
  const format = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  return (at: number): string => format.format(at)
}

const part = (head: string, rows: readonly string[], none: string): string =>
  [head, ...(rows.length > 0 ? rows : [none]).map((row) => `  ${row}`)].join('\n')

export const inWords = (
  explained: Explained,
  zone: string,
  lang: Lang,
  sum: (minor: number) => string,
): string => {
  const heads = HEADS[lang]
  const time = timeIn(zone, lang)
  const segments = explained.segments.flatMap((segment) => [
    segmentSentence(segment, lang),
    ...(segment.about ? [`  ${segment.about[lang]}`] : []),
  ])
  const codes = explained.codes.map(
    (code) => `${time(code.issued)}, ${heads.states[code.state]}: ${codeSentence(code, lang)}`,
  )
  const now = explained.now.flatMap((flow) => {
    const said = flowSentences(flow, lang)
    return [said.flow, ...said.rows.map((row) => `  ${row}`)]
  })
  const { level, reason, buys, said } = explained.hesitation
  const hesitation = [
    ...said.map((one) => one[lang]),
    ...(said.length > 0 ? [`${heads.level}: ${level}${reason === null ? '' : ` (${reason})`}`] : []),
    ...(buys === null ? [] : [`${heads.buys}: ${Math.round(buys * 100)}%`]),
  ]
  const { none } = heads
  return `${[
    explained.shopper,
    part(heads.segments, segments, none),
    part(heads.hesitation, hesitation, none),
    part(heads.codes, codes, none),
    part(heads.now, now, none),
    part(heads.channel, [choiceSentence(explained.channels, lang, sum)], none),
  ].join('\n\n')}\n`
}
