// The chat was opened: where the shopper is answered from now on, in which language, and whether it is greeted.
import { change, type Draft } from './draft.ts'
import type { EventOf } from './event.ts'
import { sayBot } from './say.ts'
import { asking } from './talk.ts'

/** The first time that the chat is opened it says hello, and whenever that is asked for; unless a talk is going on. */
export const openChat = (draft: Draft, event: EventOf<'chat_opened'>): void => {
  const { address, lang, asked, chosen } = event
  const first = draft.shopper.reply_to === null
  const speaks = lang && (chosen || !draft.shopper.lang)
  change(draft, {
    reply_to: address,
    ...(speaks && { lang }),
    ...(lang && chosen && { lang_chosen: true as const }),
  })
  if (!(first || asked) || asking(draft) || draft.shopper.agent_mode) return
  draft.answering = true
  sayBot(draft, 'greeting')
}
