// A message as an activity: for each channel as much as it can show, and as text what it can't. Pure.
import type { Outgoing } from '../../ports/channel.ts'
import type { Sent } from './activity.ts'
import { CARD, shopperCard } from './card.ts'
import type { ChannelCan } from './channels.ts'
import { pressValue } from './pressed.ts'
import { word } from './words.ts'

const goodsText = ({ goods }: Outgoing): readonly string[] =>
  goods
    ? [
        ...goods.lines.map(({ title, item, quantity, sum }) => `${title ?? item} × ${quantity} — ${sum}`),
        ...(goods.more > 0 ? [`+${goods.more}`] : []),
      ]
    : []

/** Where no card shows the code, the text must. */
const codeText = ({ code, text, lang }: Outgoing, can: ChannelCan): readonly string[] =>
  !code || can.cards !== null || text.includes(code.text)
    ? []
    : [`${word(lang, 'code')}: ${code.text}`, code.terms]

const choicesText = ({ choices }: Outgoing, can: ChannelCan): readonly string[] =>
  can.choices === 'text' ? choices.map(({ text }, n) => `${n + 1}. ${text}`) : []

const block = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? [lines.join('\n')] : [])

/** Cut at a word, where a channel takes less than was written. */
const fitted = (text: string, most: number): string => {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'), most / 2))}…`
}

/** `to`: the person, for buttons that only this one sees. */
export const render = (message: Outgoing, can: ChannelCan, to: string): Sent => {
  const after = [
    ...block(goodsText(message)),
    ...block(codeText(message, can)),
    ...block(choicesText(message, can)),
  ].join('\n\n')
  const card = shopperCard(message, can)
  const text = fitted(message.text, Math.max(100, can.text - after.length - 2))
  const { choices, key, lang } = message
  return {
    type: 'message',
    text: after ? `${text}\n\n${after}` : text,
    textFormat: 'plain',
    locale: lang,
    inputHint: choices.length > 0 ? 'expectingInput' : 'acceptingInput',
    ...(card && { attachments: [{ contentType: CARD, content: card }] }),
    ...(can.choices === 'suggested' &&
      choices.length > 0 && {
        suggestedActions: {
          to: [to],
          actions: choices.map(({ id, text }) => ({
            ...{ type: 'messageBack' as const, title: text, text, displayText: text },
            value: pressValue({ choice: id, key }),
          })),
        },
      }),
  }
}

/** The same message once its choices have been used; `chosen` stays to be read. */
export const renderUsed = (text: string, lang: string, chosen: string | null): Sent => ({
  ...{ type: 'message', textFormat: 'plain', locale: lang },
  text: chosen === null ? text : `${text}\n\n✓ ${chosen}`,
})
