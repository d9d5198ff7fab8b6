// Keeps a ticket's thread as the ticket is in the store. One ticket is written by one hand at a time.
import type { DeskDoors, DeskView } from '../../ports/desk-doors.ts'
import { renderCard, renderErased, renderGone, type Shown } from './card.ts'
import { type CardParts, createCards } from './card-post.ts'
import { formatOf } from './format.ts'
import { createLines, type LineParts, ownNote } from './thread-lines.ts'
import { sayIn } from './words.ts'

export type ThreadParts = CardParts &
  LineParts & {
    readonly doors: Pick<DeskDoors, 'ticket' | 'shop' | 'file'>
    readonly clock: () => number
    readonly deskUrl: (place: string) => string
  }

export type Threads = {
  /** Brings the thread up to date with the ticket; throws what Slack or the store throws. */
  readonly update: (ticket: string) => Promise<void>
  /** The shopper is erased: nothing stays on the card. `noted`: what was kept of its place. */
  readonly empty: (noted: string) => Promise<void>
  /** A note that is about to be kept was written in the thread itself, and needs no echo. */
  readonly own: (ticket: string, by: string, text: string) => Promise<void>
  /** Whose thread this message begins; null: no ticket's. */
  readonly ticketAt: (channel: string, ts: string) => Promise<string | null>
}

const OWN = 50

export const createThreads = (parts: ThreadParts): Threads => {
  const { doors, places, channel, clock } = parts
  const cards = createCards(parts)
  const lines = createLines(parts)
  const tails = new Map<string, Promise<unknown>>()

  const inTurn = <T>(ticket: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(ticket) ?? Promise.resolve()).catch(() => {}).then(work)
    tails.set(ticket, mine)
    const forget = (): void => void (tails.get(ticket) === mine && tails.delete(ticket))
    mine.then(forget, forget)
    return mine
  }

  const shownFor = (view: DeskView | null, ticket: string): Shown => {
    const shop = doors.shop()
    const say = sayIn(shop.lang)
    const now = view?.now ?? clock()
    const deskUrl = parts.deskUrl(`ticket/${encodeURIComponent(ticket)}`)
    return { say, format: formatOf({ ...shop, now }, shop.lang, say), deskUrl }
  }

  const update = async (ticket: string): Promise<void> => {
    const view = await doors.ticket(ticket)
    const shown = shownFor(view, ticket)
    if (!view?.ticket) {
      if ((await places.of(ticket))?.ts !== undefined) await cards.write(ticket, renderGone(shown.say))
      return
    }
    const place = await cards.write(ticket, renderCard(view, view.ticket, shown))
    const of = { ticket, place, view, shown }
    await lines.showNew(of)
    await lines.showDeliveries(of)
  }

  return {
    ticketAt: async (where, ts) => {
      const known = await places.ticketAt(where, ts)
      if (known !== null || where !== channel || tails.size === 0) return known
      // A card may have been answered before it was kept where it stands.
      await Promise.allSettled(tails.values())
      return places.ticketAt(where, ts)
    },
    empty: (noted) => cards.empty(noted, renderErased(sayIn(doors.shop().lang))),
    update: (ticket) => inTurn(ticket, () => update(ticket)),
    own: (ticket, by, text) =>
      inTurn(ticket, async () => {
        await places.change(ticket, (was) => ({
          ...(was ?? { channel, shown: 0 }),
          own: [...(was?.own ?? []), ownNote(by, text)].slice(-OWN),
        }))
      }),
  }
}
