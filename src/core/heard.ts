// What the shopper wrote or pressed: kept until its last piece is there, then answered. Knows meanings, not texts.

import { closeTicket, noteHeard, openTicket, sayAwaited } from './agents/handoff.ts'
import { noteSaidOn } from './agents/said-on-ticket.ts'
import { isAboutTheCart } from './cart/about-the-cart.ts'
import { isLive } from './codes/code.ts'
import { helpWithCode } from './codes/code-help.ts'
import { snooze, snoozeAsked } from './contact/snooze.ts'
import { isStartWord, isStopWord } from './contact/stop-words.ts'
import { change, type Draft, put, rulebookOf } from './draft.ts'
import { enrol } from './enrolment/enrol.ts'
import type { EventOf } from './event.ts'
import { noteFiles } from './files.ts'
import { showCode } from './issuing/issue.ts'
import { langRead } from './joining/language.ts'
import { pressedOurs } from './joining/presses.ts'
import { tookAddress } from './joining/take-address.ts'
import { noteAsked } from './ladder/intent.ts'
import { isReason, LABELS, type Label, type Meaning, SURE } from './meaning.ts'
import { moveTalk } from './move-talk.ts'
import { forgetSaid, noteSaid } from './note-said.ts'
import { openComplaint } from './orders/complaint.ts'
import { aside, withPiece } from './pieces.ts'
import { isAddress } from './reach.ts'
import { flowsOn, type Step } from './rulebook.ts'
import { keyIn, say, sayBot } from './say.ts'
import type { Talk } from './shopper.ts'
import { fire, meaningVars } from './start.ts'
import { answerTime } from './steps/ask.ts'
import { asking, endTalk, keepTalk, withAgent } from './talk.ts'
import { stepOf, walk } from './walk.ts'

/** How often a question is put again before the talk goes on without an answer. */
const ASK_BACK = 2

/** A message came in: a button is answered at once, free text when no further piece has come. */
export const hear = (draft: Draft, event: EventOf<'said'>): void => {
  const { shopper } = draft
  const { echo } = event
  const files = event.attachments ?? []
  const attachments = files.map((file) => ({ ...file, channel: event.address.channel }))
  const beside = {
    ...(attachments.length > 0 && { attachments }),
    ...(echo !== undefined && { echo }),
  }
  put(draft, { kind: 'line', who: 'shopper', text: event.text, ...beside })
  if (!shopper.reply_to || !isAddress(shopper.reply_to)(event.address))
    change(draft, { reply_to: event.address })
  if (event.lang) change(draft, langRead(draft.shopper, event.lang))
  moveTalk(draft, event.address)
  noteHeard(draft)
  // At once, whoever has the talk: no piece is waited for, and nobody has to understand it.
  if (event.choice === undefined && isStopWord(event.text, event.address.channel)) return stop(draft)
  if (event.choice === undefined && shopper.stopped !== null && isStartWord(event.text)) return resume(draft)
  if (pressedOurs(draft, event) || tookAddress(draft, event)) return
  noteFiles(draft, files, event.choice === undefined && event.text.trim() === '')
  if (event.choice !== undefined) {
    if (shopper.heard) change(draft, { heard: aside(shopper.heard) })
    return pressed(draft, event.choice)
  }
  change(draft, { heard: withPiece(shopper.heard, event, draft.at, draft.now.shop.pieces_within) })
}

const labels: ReadonlySet<string> = new Set(LABELS)

const isLabel = (id: string): id is Label => labels.has(id)

const pressed = (draft: Draft, choice: string): void => {
  const lang = draft.shopper.lang ?? draft.now.shop.languages[0] ?? 'en'
  // A button of an older message that is no answer here still says what it says.
  understand(draft, { label: isLabel(choice) ? choice : 'other', confidence: 1, lang, choice })
}

/** The pieces are complete and read. */
export const answerHeard = (draft: Draft, meaning: Meaning): void => {
  const { pieces: typed = [], last, aside: besides } = draft.shopper.heard ?? {}
  change(draft, { heard: null, ...langRead(draft.shopper, meaning.lang) })
  noteSaid(draft, meaning.found)
  noteSaidOn(draft, meaning.found)
  if (besides && !(WANTED.has(meaning.label) && meaning.confidence >= SURE)) return
  understand(draft, meaning, typed, besides ? 0 : last)
}

/** What somebody wants who has just answered by a button; anything else the button said. */
const WANTED: ReadonlySet<Label> = new Set([
  'stop',
  'complaint',
  'human',
  'order_status',
  'code_problem',
  'bulk_order',
])

/** `last`: when the last of it was heard; a question that was put later it does not answer. */
const understand = (
  draft: Draft,
  meaning: Meaning,
  typed: readonly string[] = [],
  last: number = draft.at,
): void => {
  const sure = meaning.confidence >= SURE
  if (draft.shopper.shown_help !== undefined) {
    const { shown_help: _, ...rest } = draft.shopper
    draft.shopper = rest
  }
  if (meaning.label === 'stop' && sure) return stop(draft)
  const snoozed = snoozeAsked(draft, meaning.choice, typed)
  if (snoozed !== null) return snooze(draft, snoozed)
  if (meaning.label === 'complaint' && sure) openComplaint(draft)
  if (draft.shopper.agent_mode) return
  // Who writes again is answered; mailings stay off until they are asked for.
  draft.answering = true
  if ((!sure || UNSAID.has(meaning.label)) && helpWithCode(draft, typed)) return
  if (meaning.label === 'human' && sure) return toAgent(draft)
  const talk = asking(draft)
  const step = talk && (talk.asked ?? 0) <= last ? stepOf(draft, talk) : null
  if (meaning.choice === 'help' && !(step?.kind === 'ask' && step.choices.some(({ id }) => id === 'help')))
    return showHelp(draft, 'help')
  if (talk && step?.kind === 'ask' && answer(draft, talk, step, meaning, sure)) return
  if (withAgent(draft)) return sayBot(draft, 'agent_told')
  const label = sure ? meaning.label : 'other'
  if (label === 'ask_discount') noteAsked(draft)
  if (label === 'ask_discount' && fire(draft, 'ask_discount', meaningVars(label))) return
  if (label !== 'other' && fire(draft, 'message', meaningVars(label))) return
  if (talk && step?.kind === 'ask' && !ANSWERED.has(label)) return askBack(draft, talk, step)
  unprompted(draft, label)
}

/** Nothing more is said to this shopper, on any channel; the talk and whatever waited ends. */
export const stop = (draft: Draft): void => {
  draft.answering = true
  put(draft, { kind: 'drop', why: 'stopped' })
  sayBot(draft, 'stopped', asking(draft))
  closeTicket(draft, 'stop')
  forgetSaid(draft)
  const silent = { talks: [], pending: [], heard: null, agent_mode: null }
  change(draft, { ...silent, stopped: draft.at, stopped_by: 'shopper' })
}

/** "Start": an earlier stop is taken back by whoever said it. */
export const resume = (draft: Draft): void => {
  draft.answering = true
  change(draft, { stopped: null, consented: Math.max(draft.at, draft.shopper.consented ?? 0) })
  sayBot(draft, 'resumed')
}

const toAgent = (draft: Draft): void => {
  const talk = asking(draft)
  if (withAgent(draft)) return sayBot(draft, 'agent_told')
  const campaign = talk?.flow ?? flowsOn(draft.now.flows, 'message')[0]?.name ?? 'agent'
  const enrolment = talk?.enrolment ?? enrol(draft, campaign, 0, { message: 'human' }).id
  const { ticket, fresh } = openTicket(draft, 'human', campaign, enrolment, talk)
  if (!fresh) return sayAwaited(draft, ticket)
  // Outside the working hours nobody is waited for: what was asked may still be answered.
  if (talk && !ticket.away) keepTalk(draft, { ...talk, waits: 'agent', until: ticket.until })
}

type Ask = Extract<Step, { kind: 'ask' }>

/** Takes the meaning as the answer to what was asked; false where it is none. */
const answer = (draft: Draft, talk: Talk, step: Ask, meaning: Meaning, sure: boolean): boolean => {
  const { label, choice } = meaning
  const isShown = (word: string) => {
    for (const { id } of step.choices) if (id === word) return true
    return false
  }
  const chosen =
    choice !== undefined && isShown(choice)
      ? choice
      : sure && (isShown(label) || (step.into === 'reason' && isReason(label)))
        ? label
        : null
  if (chosen !== null) {
    goOn(draft, talk, step, chosen)
    return true
  }
  if (!sure || label !== 'decline') return false
  sayBot(draft, 'declined', talk)
  endTalk(draft, talk)
  return true
}

const goOn = (draft: Draft, talk: Talk, step: Ask, value: string): void => {
  const { cart } = draft.shopper
  if (cart && isAboutTheCart(draft.now, talk.flow)) change(draft, { cart: { ...cart, discussed: true } })
  const answered =
    talk.vars[step.into] === value ? talk : { ...talk, vars: { ...talk.vars, [step.into]: value } }
  walk(draft, answered, step.next)
}

const askBack = (draft: Draft, talk: Talk, step: Ask): void => {
  if (talk.asked_back >= ASK_BACK) return goOn(draft, talk, step, 'other')
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  sayBot(draft, 'asked_back', talk)
  say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), talk, { choices: step.choices })
  const again = { asked: draft.at, asked_back: talk.asked_back + 1 }
  keepTalk(draft, { ...talk, ...again, until: draft.at + answerTime(step, talk) })
}

/** Meanings that get an answer of their own, also while something else is asked. */
const ANSWERED: ReadonlySet<Label> = new Set(['ask_discount', 'code_problem', 'greeting', 'thanks', 'accept'])

/** Meanings beside which a typed code is what the message is about. */
const UNSAID: ReadonlySet<Label> = new Set(['code_problem', 'other'])

/** What a shopper says out of the blue and no flow takes. */
const unprompted = (draft: Draft, label: Label): void => {
  const live = draft.shopper.codes.find((code) => isLive(code, draft.at))
  if (live && (label === 'ask_discount' || label === 'code_problem'))
    return showCode(draft, 'code_again', live, null)
  if (label === 'ask_discount') return sayBot(draft, 'no_offer')
  if (label === 'greeting' || label === 'thanks' || label === 'code_problem') return sayBot(draft, label)
  if (label === 'accept' || label === 'decline') return sayBot(draft, 'thanks')
  showHelp(draft, 'unclear')
}

/** `help`: it was asked for, by a command; whatever question stands goes on standing. */
const showHelp = (draft: Draft, text: 'help' | 'unclear'): void => {
  sayBot(draft, text, null, { choices: HELP })
  change(draft, { shown_help: draft.at })
}

/** What there is to choose from where a message was not understood, or help was asked for. */
export const HELP = (['price', 'shipping_cost', 'order_status', 'human'] as const).map((id) => ({
  id,
  text: `choices.${id}`,
}))
