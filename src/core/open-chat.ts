// The chat was opened: where the shopper is answered from now on, in which language, and what it is told.
import { change, type Draft, rulebookOf } from './draft.ts'
import type { EventOf } from './event.ts'
import { moveTalk } from './move-talk.ts'
import { keyIn, say, sayBot } from './say.ts'
import { asking } from './talk.ts'
import { stepOf } from './walk.ts'

/** What was asked last is asked again: whoever opens a chat on purpose may have lost what stood there. */
const askAgain = (draft: Draft): void => {
  const talk = asking(draft)
  const step = talk && stepOf(draft, talk)
  if (!talk || step?.kind !== 'ask') return
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), talk, { choices: step.choices })
}

/** The first time that the chat is opened it says hello; opened on purpose, hello or what was asked last. */
export const openChat = (draft: Draft, event: EventOf<'chat_opened'>): void => {
  const { address, lang, asked, chosen } = event
  const first = draft.shopper.reply_to === null
  const speaks = lang && (chosen || !draft.shopper.lang)
  change(draft, {
    reply_to: address,
    ...(speaks && { lang }),
    ...(lang && chosen && { lang_chosen: true as const }),
  })
  if (asked) moveTalk(draft, address)
  if (!(first || asked) || draft.shopper.agent_mode) return
  if (asking(draft)) {
    if (!asked) return
    draft.answering = true
    return askAgain(draft)
  }
  draft.answering = true
  sayBot(draft, 'greeting')
}
