// What came beside words and that nobody here can read: it is passed on to agents, and the shopper hears so, once for a
// handful of them. Knows no channel.
import { awaitedOf, openTicket } from './agents/handoff.ts'
import type { Attachment } from './attachment.ts'
import { change, type Draft } from './draft.ts'
import { enrol } from './enrolment/enrol.ts'
import { flowsOn } from './rulebook.ts'
import { sayBot } from './say.ts'
import { asking } from './talk.ts'
import { HOUR } from './time/local-time.ts'

/** An album comes as many messages: what was said of the first holds for all of it. */
const TOLD = HOUR / 12

/** A sticker is a mood: nobody has to look at it. */
const wantsLook = (files: readonly Attachment[]): boolean => files.some(({ medium }) => medium !== 'sticker')

/** Under which campaign a ticket of nobody's flow stands: the one that greets what is written out of the blue. */
const openFor = (draft: Draft): void => {
  const talk = asking(draft)
  const campaign = talk?.flow ?? flowsOn(draft.now.flows, 'message')[0]?.name ?? 'agent'
  const enrolment = talk?.enrolment ?? enrol(draft, campaign, 0, { message: 'human' }).id
  // What was asked stays open: a photo may come beside the answer.
  openTicket(draft, 'files', campaign, enrolment, null)
}

/** `alone`: there are no words beside them that get an answer of their own. */
export const noteFiles = (draft: Draft, files: readonly Attachment[], alone: boolean): void => {
  const { shopper, at } = draft
  if (files.length === 0 || shopper.agent_mode) return
  if (!wantsLook(files)) {
    if (!alone) return
    draft.answering = true
    return sayBot(draft, 'sticker')
  }
  const told = shopper.told_files
  if (told !== undefined && at < told + TOLD && awaitedOf(draft)) return
  draft.answering = true
  change(draft, { told_files: at })
  // The ticket that stands has been told by now; one that is opened says when somebody will be there.
  sayBot(draft, 'files')
  if (!awaitedOf(draft)) openFor(draft)
}
