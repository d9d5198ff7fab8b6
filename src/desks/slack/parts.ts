// What everything that answers an agent in Slack is made of, and the few things that all of it does: who is it, do an act,
// tell that agent alone. Knows no single button and no modal.
import { createHash } from 'node:crypto'
import type { types } from '@slack/bolt'
import type { AgentAct } from '../../core/agents/agent-act.ts'
import type { Actor } from '../../core/agents/people.ts'
import type { ActAnswer, DeskDoors, DeskView } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import { type Format, formatOf } from './format.ts'
import type { Member, Members } from './members.ts'
import { refusalWords } from './offer-words.ts'
import type { Places } from './places.ts'
import type { Threads } from './thread.ts'
import { slackWord, type Web } from './web.ts'
import { type Say, sayIn } from './words.ts'

/** Where an agent acts from, and is answered. */
export type Spot = { readonly channel?: string | undefined; readonly thread?: string | undefined }

export type DeskParts = {
  readonly doors: DeskDoors
  readonly places: Places
  readonly threads: Threads
  readonly members: Members
  readonly web: Web
  readonly channel: string
  readonly log: Log
  readonly deskUrl: (place: string) => string
  /** Looks again, a few times and ever later, how far an agent's words have come. */
  readonly follow: (ticket: string) => void
  /** Waits so long, ms. */
  readonly sleep: (ms: number) => Promise<void>
}

export type Reader = { readonly say: Say; readonly format: Format }

/** How the desk speaks to this agent. `view`: whose moment "today" is. */
export const readerOf = (
  { doors }: DeskParts,
  { lang }: Pick<Member, 'lang'>,
  view?: DeskView | null,
): Reader => {
  const say = sayIn(lang)
  return { say, format: formatOf({ ...doors.shop(), now: view?.now ?? Date.now() }, lang, say) }
}

/** Whose limits count. */
export const actorOf = ({ name, role }: Member): Actor => ({ agent: name, ...(role !== null && { role }) })

/** The same for every repeat of the same press; of an id's length. */
export const keyOf = (member: string, ...what: readonly string[]): string =>
  `slack:${member}:${createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22)}`

/** What is known within `ms`; null: not yet, and it goes on. */
export const quickly = async <T>(work: Promise<T>, ms: number): Promise<{ readonly found: T } | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work.then((found) => ({ found })), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Modals must be answered within 3 s. */
export const QUICK = 1800

const AGAIN = [300, 1000, 4000]

/** Done under its key until the store has kept it, or has refused it. */
export const perform = async (
  { doors, sleep, log }: DeskParts,
  member: Member,
  key: string,
  shopper: string,
  does: AgentAct,
): Promise<ActAnswer> => {
  for (let n = 0; ; n += 1) {
    try {
      const answer = await doors.act(member.name, key, shopper, does, member.role ?? undefined, 'slack')
      if (answer.kind !== 'failed') return answer
    } catch (error) {
      log.error({ err: error, act: does.act }, 'an act from Slack could not be kept')
    }
    const wait = AGAIN[n]
    if (wait === undefined) return { kind: 'failed' }
    await sleep(wait)
  }
}

/** To one agent alone, where it was asked for; else in a message of our own to that agent. */
export const tell = async (
  { web, log }: DeskParts,
  member: string,
  spot: Spot,
  text: string,
): Promise<void> => {
  try {
    if (spot.channel !== undefined) {
      const thread = spot.thread === undefined ? {} : { thread_ts: spot.thread }
      await web.call('chat.postEphemeral', { channel: spot.channel, user: member, text, ...thread })
      return
    }
  } catch (error) {
    log.warn({ error: slackWord(error) ?? 'unreachable' }, 'an agent could not be told in the channel')
  }
  try {
    await web.call('chat.postMessage', { channel: member, text, unfurl_links: false })
  } catch (error) {
    log.warn({ error: slackWord(error) ?? 'unreachable' }, 'an agent could not be told')
  }
}

/** How an act ended, for the agent; null: the card says it all. */
export const outcomeWords = (answer: ActAnswer, { say, format }: Reader): string | null => {
  if (answer.kind === 'done') return null
  return answer.kind === 'failed' ? say('not_kept') : refusalWords(answer, format, say)
}

/** These refusals mean that the card is not what it was. */
const STALE = new Set([
  'cart_changed',
  'changed',
  'already_decided',
  'taken',
  'second_agent',
  'ordered',
  'stopped',
  'idle',
])

/** The card is brought up to date where the answer says that it is not. */
export const refresh = async (
  { threads, log }: DeskParts,
  ticket: string,
  answer: ActAnswer,
): Promise<void> => {
  if (answer.kind !== 'refused' || !STALE.has(answer.reason)) return
  try {
    await threads.update(ticket)
  } catch (error) {
    log.warn({ error: slackWord(error) ?? String(error) }, 'a card could not be brought up to date')
  }
}

export const openView = async ({ web }: DeskParts, trigger: string, view: types.ModalView): Promise<string> =>
  String((await web.call('views.open', { trigger_id: trigger, view })).view?.id)

export const updateView = async (
  { web, log }: DeskParts,
  id: string,
  view: types.ModalView,
): Promise<void> => {
  try {
    await web.call('views.update', { view_id: id, view })
  } catch (error) {
    // It was closed meanwhile.
    log.info({ error: slackWord(error) ?? 'unreachable' }, 'a modal could not be updated')
  }
}
