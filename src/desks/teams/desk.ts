// The desk in Teams: each ticket is a card, kept as the ticket stands, whoever changed it and wherever; a press is an act of
// the agent who pressed. Everything is asked and done by the doors that all desks share.
import { createHash } from 'node:crypto'
import { isUndecided, type Ticket } from '../../core/agents/ticket.ts'
import { DeliveryError } from '../../ports/channel.ts'
import type { Desk } from '../../ports/desk.ts'
import type { ActAnswer, DeskDoors } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import type { Notes } from '../../ports/notes.ts'
import type {
  CardPlace,
  CardWire,
  DeskCard,
  Pressed,
  TeamsDesk,
  TeamsPerson,
} from '../../ports/teams-desk.ts'
import { movedCard, ticketCard } from './card.ts'
import { formatIn } from './format.ts'
import { createKept, hangsIn } from './kept.ts'
import { actOf, isPress, keyOf, type Press, readPress } from './press.ts'
import { refusalText } from './refusals.ts'
import { type Say, wordsIn } from './words.ts'

export type TeamsAgent = { readonly person: string; readonly name: string; readonly role?: string }

export type TeamsDeskParts = {
  readonly agents: readonly TeamsAgent[]
  /** The only conversation that may be the desk; null: where an agent says so. */
  readonly conversation: string | null
  readonly doors: DeskDoors
  readonly notes: Notes
  readonly log: Log
  readonly url: () => string
  /** How long a press waits for its act before it is answered without, ms. */
  readonly within?: number
}

/** Teams gives up after some ten seconds. */
const WITHIN = 6_000
const DESK_HERE = /^desk here[.!]?$/i

const looksOf = ({ card }: DeskCard): string =>
  // The version stands in the buttons and is no change by itself.
  createHash('sha256')
    .update(JSON.stringify(card, (name, value: unknown) => (name === 'version' ? undefined : value)))
    .digest('base64url')

const inTime = async <T>(asked: Promise<T>, within: number): Promise<T | null> => {
  let late: NodeJS.Timeout | undefined
  const waited = new Promise<null>((resolve) => {
    late = setTimeout(() => resolve(null), within)
  })
  try {
    return await Promise.race([asked, waited])
  } finally {
    clearTimeout(late)
  }
}

export const createTeamsDesk = (parts: TeamsDeskParts) => {
  const { agents, conversation, doors, notes, log, url, within = WITHIN } = parts
  const kept = createKept(notes)
  let wire: CardWire | null = null

  const say = (): Say => wordsIn(doors.shop().lang)
  const agentOf = ({ person }: TeamsPerson): TeamsAgent | null =>
    (person !== null && agents.find((agent) => agent.person === person)) || null
  const linkOf = (ticket: string): string => `${url()}/desk#ticket/${encodeURIComponent(ticket)}`

  const draw = async (id: string, version: number, notice?: string | null) => {
    const view = await doors.ticket(id)
    if (!view?.ticket) return null
    const { ticket } = view
    const { lang } = doors.shop()
    return {
      ticket,
      made: ticketCard({ view, ticket, version, lang, link: linkOf(id), notice: notice ?? null }),
    }
  }

  const showNow = async (id: string): Promise<void> => {
    const place = await kept.place()
    if (!wire || !place) return
    const { edit, post } = wire
    const before = await kept.hangs(id)
    const drawn = await draw(id, 0)
    if (!drawn) return
    const isOpen = isUndecided(drawn.ticket)
    const looks = looksOf(drawn.made)
    const isElsewhere = before !== null && before.place.conversation !== place.conversation
    if ((before?.looks === looks && !(isElsewhere && isOpen)) || (!before && !isOpen)) return
    const made = (await draw(id, await kept.nextVersion(id)))?.made ?? drawn.made
    const hang = async (): Promise<void> =>
      kept.hang(id, { activity: await post(place, made), place, looks: looksOf(made) })
    if (!before) return hang()
    if (isElsewhere && isOpen) {
      await hang()
      // Whoever still looks there is told; that it can't be is no harm.
      return edit(before.place, before.activity, movedCard(say()('moved'))).catch(() => {})
    }
    try {
      await edit(isElsewhere ? before.place : place, before.activity, made)
    } catch (error) {
      // Somebody has deleted the card; what is still to be decided is shown again.
      if (!(error instanceof DeliveryError && error.gone)) throw error
      return isOpen ? hang() : undefined
    }
    await kept.hang(id, { ...before, looks: looksOf(made) })
  }

  const queues = new Map<string, Promise<void>>()
  /** The card as the ticket stands: a new one where there is none yet, and nothing where nothing shows. One after another. */
  const show = (id: string): Promise<void> => {
    const mine = (queues.get(id) ?? Promise.resolve()).then(() => showNow(id))
    const tail = mine
      .catch(() => {})
      .then(() => {
        if (queues.get(id) === tail) queues.delete(id)
      })
    queues.set(id, tail)
    return mine
  }

  const showWaiting = async (): Promise<void> => {
    for (const { id } of await doors.waiting())
      await show(id).catch((error: unknown) => log.warn({ err: error }, 'a ticket did not reach Teams'))
  }

  const noticeOf = (answer: ActAnswer | null, press: Press): string | null => {
    const words = say()
    if (answer === null) return words('working')
    if (answer.kind === 'failed') return words('failed')
    if (answer.kind === 'done') return press.winback_desk.act === 'send' ? words('sent') : null
    // It is kept, and the card says whose yes is missing.
    if (answer.reason === 'second_agent') return null
    const { title, by, at } = answer
    const why = refusalText(doors.shop().lang, answer.reason) ?? title
    const { currency, time_zone, lang } = doors.shop()
    if (by === undefined || at === undefined) return words('not_done', { why })
    return words('not_done_by', { why, by, time: formatIn(lang, currency, time_zone).time(at) })
  }

  /** The card for whoever pressed: a version of its own, so that the next press is another one. */
  const answered = async (id: string, notice: string | null): Promise<Pressed> => {
    const drawn = await draw(id, await kept.nextVersion(id), notice)
    return drawn ? { kind: 'card', card: drawn.made.card } : { kind: 'text', text: say()('stale') }
  }

  const isHere = async ({ place }: TeamsPerson): Promise<boolean> =>
    (await kept.place())?.conversation === place.conversation

  const refusal = ({ person }: TeamsPerson): string => say()('not_agent', { person: person ?? '?' })

  const pressed = async (who: TeamsPerson, data: unknown): Promise<Pressed> => {
    const agent = agentOf(who)
    if (!agent) return { kind: 'refused', text: refusal(who) }
    if (!(await isHere(who))) return { kind: 'refused', text: say()('not_here') }
    const press = readPress(data)
    if (!press) return { kind: 'refused', text: say()('stale') }
    const { ticket } = press.winback_desk
    const does = actOf(press)
    if (typeof does === 'string') return answered(ticket, say()('not_done', { why: say()(does) }))
    const view = await doors.ticket(ticket)
    if (!view) return { kind: 'text', text: say()('stale') }
    const asked = doors.act(agent.name, keyOf(press), view.shopper.id, does, agent.role)
    const answer = await inTime(asked, within)
    // It goes on by itself; what comes of it changes the ticket, and with it the card.
    if (answer === null) asked.catch((error: unknown) => log.error({ err: error }, 'an act in Teams failed'))
    return answer === null
      ? { kind: 'text', text: say()('working') }
      : answered(ticket, noticeOf(answer, press))
  }

  const deskHere = async (who: TeamsPerson): Promise<string> => {
    if (!agentOf(who)) return refusal(who)
    const { place } = who
    if (conversation !== null && conversation !== place.conversation)
      return say()('desk_fixed', { conversation: place.conversation })
    await kept.keepPlace(place)
    void showWaiting().catch((error: unknown) => log.warn({ err: error }, 'tickets did not reach Teams'))
    return say()('desk_set')
  }

  const said = async (who: TeamsPerson, text: string): Promise<string | null> => {
    // In a chat of two somebody who is no agent is a shopper, whatever the words.
    if (DESK_HERE.test(text.trim()) && (who.isGroup || agentOf(who))) return deskHere(who)
    return who.isGroup && (await isHere(who)) ? say()('help') : null
  }

  const noticed = async (place: CardPlace): Promise<void> => {
    const known = await kept.place()
    if (place.conversation !== (conversation ?? known?.conversation)) return
    if (known?.conversation === place.conversation && known.service === place.service) return
    await kept.keepPlace(place)
    if (known?.conversation !== place.conversation) void showWaiting().catch(() => {})
  }

  const desk: Desk = {
    name: 'teams',
    update: async ({ id }: Ticket) => show(id),
    erased: async (noted) => {
      const hangs = hangsIn(noted)
      if (!hangs) return
      if (!wire) throw new DeliveryError('not_ready', true)
      try {
        await wire.edit(hangs.place, hangs.activity, movedCard(say()('erased')))
      } catch (error) {
        // Somebody deleted it before.
        if (!(error instanceof DeliveryError && error.gone)) throw error
      }
    },
  }
  return {
    desk,
    /** The desk for whoever carries its cards. */
    wired: (by: CardWire): TeamsDesk => {
      wire = by
      return { said, pressed, noticed, isPress }
    },
  }
}
