// A button that was pressed disappears: the message says what was chosen, and has no choices any more.
import type { Api } from 'grammy'
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types'
import { LONGEST } from './html.ts'
import type { PressedMessage } from './parse.ts'

/** The buttons that stay: those that choose nothing, such as the one that copies a code. */
const others = (message: PressedMessage): InlineKeyboardButton[][] =>
  (message.reply_markup?.inline_keyboard ?? [])
    .map((row) => row.filter((button) => button.callback_data === undefined))
    .filter((row) => row.length > 0) as unknown as InlineKeyboardButton[][]

/** Cosmetics: whatever fails here fails silently. */
export const showChosen = async (
  api: Api,
  chat: string,
  message: PressedMessage,
  label: string,
): Promise<void> => {
  if (message.message_id === undefined) return
  const reply_markup = { inline_keyboard: others(message) }
  const text = message.text && label && `${message.text}\n\n✓ ${label}`
  try {
    if (text && text.length <= LONGEST) {
      const entities = (message.entities ?? []) as unknown as MessageEntity[]
      await api.editMessageText(chat, message.message_id, text, { entities, reply_markup })
      return
    }
  } catch {
    // The text can't be changed any more; the buttons may.
  }
  await api.editMessageReplyMarkup(chat, message.message_id, { reply_markup }).catch(() => {})
}
