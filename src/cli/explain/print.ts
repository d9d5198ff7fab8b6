// An explanation on a terminal: a sentence for each thing, under three heads. Knows no store.
import type { Lang } from '../../core/meaning.ts'
import type { Explained } from '../../core/query/explain.ts'
import { codeSentence, flowSentences, segmentSentence } from '../../core/query/explain-words.ts'

type Heads = {
  readonly segments: string
  readonly codes: string
  readonly now: string
  readonly none: string
  readonly states: Readonly<Record<Explained['codes'][number]['state'], string>>
}

const HEADS: Readonly<Record<Lang, Heads>> = {
  en: {
    segments: 'Segments',
    codes: 'Codes',
    now: 'Now',
    none: 'none',
    states: { issued: 'issued', redeemed: 'used', expired: 'expired', revoked: 'taken back' },
  },
  uk: {
    segments: 'Сегменти',
    codes: 'Коди',
    now: 'Зараз',
    none: 'немає',
    states: { issued: 'чинний', redeemed: 'використано', expired: 'минув', revoked: 'відкликано' },
  },
  ru: {
    segments: 'Сегменты',
    codes: 'Коды',
    now: 'Сейчас',
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

export const inWords = (explained: Explained, zone: string, lang: Lang): string => {
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
  const { none } = heads
  return `${[
    explained.shopper,
    part(heads.segments, segments, none),
    part(heads.codes, codes, none),
    part(heads.now, now, none),
  ].join('\n\n')}\n`
}
