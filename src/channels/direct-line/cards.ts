// Cards for what a bubble of text can't show: a code, large and to be read aloud; goods with their pictures. Pure.
// Every text is a run, which knows no Markdown: a title with stars and brackets stays as the shop wrote it.
import type { CodeState } from '../../core/codes/code.ts'
import type { Lang } from '../../core/meaning.ts'
import type { Attached } from './protocol.ts'
import { WORDS } from './words.ts'

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive'

type Look = Readonly<Record<string, unknown>>

const runs = (text: string, look: Look = {}, block: Look = {}) => ({
  ...{ type: 'RichTextBlock', ...block },
  inlines: [{ type: 'TextRun', text, ...look }],
})

const adaptive = (content: Look): Attached => ({
  contentType: ADAPTIVE,
  content: {
    ...{
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.2',
    },
    ...content,
  },
})

export type ShownCode = {
  readonly text: string
  readonly state: CodeState
  readonly until: number
  readonly terms: string
}
export type Manner = { readonly lang: Lang; readonly zone: string }

const LOCALES = { en: 'en-GB', ru: 'ru', uk: 'uk' } as const

const timeOf = (at: number, { lang, zone }: Manner): string =>
  new Intl.DateTimeFormat(LOCALES[lang], {
    ...{
      timeZone: zone,
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
  }).format(at)

/** Sign by sign, with a pause between groups. */
const aloud = (code: string): string =>
  code
    .split(/[\s-]+/)
    .map((group) => [...group].join(' '))
    .join(', ')

/** What stands under the code: until when it works, or why it does not any more. */
const standing = ({ state, until }: ShownCode, manner: Manner): string => {
  const words = WORDS[manner.lang]
  return state === 'issued' ? words.until(timeOf(until, manner)) : words.ended[state]
}

/** The same in a line of text, for whoever sees no cards. */
export const codeText = (code: ShownCode, manner: Manner): string =>
  code.state === 'issued' ? code.text : `${code.text} (${standing(code, manner)})`

/** For whoever listens. */
export const codeSpoken = (code: ShownCode, manner: Manner): string =>
  code.state === 'issued'
    ? `${WORDS[manner.lang].code}: ${aloud(code.text)}. ${standing(code, manner)}.`
    : `${standing(code, manner)}.`

export const codeCard = (code: ShownCode, manner: Manner): Attached => {
  const live = code.state === 'issued'
  const text = live
    ? { size: 'ExtraLarge', weight: 'Bolder', fontType: 'Monospace' }
    : { size: 'Large', fontType: 'Monospace', strikethrough: true, isSubtle: true }
  return adaptive({
    speak: codeSpoken(code, manner),
    fallbackText: `${codeText(code, manner)}\n${code.terms}`,
    body: [
      runs(code.text, text, { horizontalAlignment: 'Center' }),
      ...(code.terms === '' ? [] : [runs(code.terms, live ? {} : { isSubtle: true })]),
      runs(standing(code, manner), { ...(live ? { isSubtle: true } : { weight: 'Bolder' }), size: 'Small' }),
    ],
  })
}

export type ShownItem = {
  readonly title: string
  readonly quantity: number
  /** In words. */
  readonly sum: string
  readonly picture?: string
  readonly url?: string
}

const rowOf = ({ title, quantity, sum, picture, url }: ShownItem, lang: Lang): Look => {
  const beside = (items: readonly Look[], width: string) => ({
    ...{ type: 'Column', width, items, verticalContentAlignment: 'Center' },
  })
  const words = [runs(title, { weight: 'Bolder' }), runs(quantity > 1 ? `× ${quantity} · ${sum}` : sum)]
  return {
    type: 'ColumnSet',
    columns: [
      ...(picture === undefined
        ? []
        : [beside([{ type: 'Image', url: picture, altText: title, width: '64px' }], '64px')]),
      beside(words, 'stretch'),
    ],
    ...(url !== undefined && {
      selectAction: { type: 'Action.OpenUrl', title: `${WORDS[lang].open}: ${title}`, url },
    }),
  }
}

/** All of them in one card, a row each: a carousel hides all but the first in a narrow chat. `more`: of the cart, not shown. */
export const goodsCard = (items: readonly ShownItem[], more: number, lang: Lang): Attached => {
  const rest = more > 0 ? WORDS[lang].more(more) : null
  const said = [...items.map(({ title, sum }) => `${title}, ${sum}`), ...(rest ? [rest] : [])]
  return adaptive({
    speak: said.join('; '),
    fallbackText: said.join('\n'),
    body: [
      ...items.map((item) => rowOf(item, lang)),
      ...(rest ? [runs(rest, { isSubtle: true, size: 'Small' })] : []),
    ],
  })
}
