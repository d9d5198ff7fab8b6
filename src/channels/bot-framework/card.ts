// Adaptive Cards for shoppers: a code that can be copied, and choices as buttons. Pure; all words come from outside.
import type { Outgoing } from '../../ports/channel.ts'
import type { ChannelCan } from './channels.ts'
import { pressValue } from './pressed.ts'

export const CARD = 'application/vnd.microsoft.card.adaptive'

type Part = Readonly<Record<string, unknown>>

/** Words as they are: a run of text is no markdown, whoever wrote it. */
const words = (text: string, look: Part = {}): Part => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...look }],
})

/** Teams has a button that copies it; elsewhere it stands alone, to be marked as a whole. */
const codePart = (code: string): Part => ({
  type: 'CodeBlock',
  codeSnippet: code,
  language: 'PlainText',
  fallback: words(code, { fontType: 'monospace', size: 'large', weight: 'bolder' }),
})

/** `messageBack` shows what was chosen as the shopper's own words, and brings the choice's id beside them. */
const choicePart =
  (key: string) =>
  ({ id, text }: Outgoing['choices'][number]): Part => {
    const value = pressValue({ choice: id, key })
    return {
      type: 'Action.Submit',
      title: text,
      data: { ...value, msteams: { type: 'messageBack', text, displayText: text, value } },
    }
  }

/** null: there is nothing in it that the text does not say as well. */
export const shopperCard = ({ code, choices, key }: Outgoing, can: ChannelCan): Part | null => {
  if (can.cards === null) return null
  const buttons = can.choices === 'card' ? choices.map(choicePart(key)) : []
  if (!code && buttons.length === 0) return null
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: can.cards,
    body: [...(code ? [codePart(code.text), words(code.terms, { isSubtle: true })] : [])],
    // Six stand beside one another; the rest would be hidden behind a menu.
    ...(buttons.length > 0 && buttons.length <= 6 && { actions: buttons }),
    ...(buttons.length > 6 && {
      body: [
        ...(code ? [codePart(code.text), words(code.terms, { isSubtle: true })] : []),
        ...Array.from({ length: Math.ceil(buttons.length / 6) }, (_, n) => ({
          type: 'ActionSet',
          actions: buttons.slice(n * 6, n * 6 + 6),
        })),
      ],
    }),
  }
}
