// The chat was opened: where the shopper is answered from now on, in which language, and what it is told.
import { askAgain } from './ask-again.ts'
import { change, type Draft } from './draft.ts'
import type { EventOf } from './event.ts'
import { resume } from './heard.ts'
import { moveTalk } from './move-talk.ts'
import { sayBot } from './say.ts'
import { asking } from './talk.ts'

/** The first time that the chat is opened it says hello; opened on purpose, hello or what was asked last. */
export const openChat = (draft: Draft, { address, lang, asked }: EventOf<'chat_opened'>): void => {
  const first = draft.shopper.reply_to === null
  change(draft, { reply_to: address, ...(lang && !draft.shopper.lang && { lang }) })
  if (asked) moveTalk(draft, address)
  // Whoever wrote "stop" and presses Start has taken it back, and is told so.
  if (asked && draft.shopper.stopped !== null) return resume(draft)
  if (!(first || asked) || draft.shopper.agent_mode) return
  if (asking(draft)) {
    if (!asked) return
    draft.answering = true
    askAgain(draft, address)
    return
  }
  draft.answering = true
  sayBot(draft, 'greeting')
}
