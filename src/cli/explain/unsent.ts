// Why the latest messages were not sent, or what they wait for, on a terminal. Knows no store.
import type { Unsent } from '../../core/contact/against.ts'
import { unsentSentence } from '../../core/contact/unsent-words.ts'
import type { Lang } from '../../core/meaning.ts'
import type { Held } from '../../ports/erasure.ts'

type Item = Held['outbox'][number]

const WORDS: Readonly<
  Record<Lang, { head: string; none: string; waiting: string; parked: string; lapsed: string }>
> = {
  en: {
    ...{ head: 'Not sent, or waiting', none: 'none', waiting: 'on its way, not before', parked: 'given up' },
    lapsed: 'dropped on its way',
  },
  uk: {
    ...{
      head: 'Не надіслано або чекає',
      none: 'немає',
      waiting: 'у дорозі, не раніше',
      parked: 'не доставлено',
    },
    lapsed: 'скасовано в дорозі',
  },
  ru: {
    ...{ head: 'Не отправлено или ждёт', none: 'нет', waiting: 'в пути, не раньше', parked: 'не доставлено' },
    lapsed: 'отменено в пути',
  },
}

/** Without the address: its channel says enough. */
export const openItem = ({ lane, ...item }: Item) => ({ channel: lane.split(':')[0] ?? '', ...item })

export const unsentInWords = (
  unsent: readonly Unsent[],
  outbox: readonly Item[],
  zone: string,
  lang: Lang,
): string => {
  const words = WORDS[lang]
  const format = new Intl.DateTimeFormat(lang, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  const time = (at: number): string => format.format(at)
  const rows = [
    ...unsent.map((one) => `${time(one.at)}: ${unsentSentence(one, lang, time)}`),
    ...outbox
      .filter(({ kind }) => kind === 'message')
      .map(openItem)
      .map(({ channel, due, state, why }) => {
        const reason = why === null ? '' : ` (${why})`
        return `${channel}: ${words[state]}${state === 'waiting' ? ` ${time(due)}` : ''}${reason}`
      }),
  ]
  return `\n${[words.head, ...(rows.length > 0 ? rows : [words.none]).map((row) => `  ${row}`)].join('\n')}\n`
}
