// A ticket's card in its channel: posted once, also where the answer to the posting was lost, and edited after that.
import { createHash } from 'node:crypto'
import type { Card } from './card.ts'
import { type Place, type Places, readPlace } from './places.ts'
import { slackWord, type Web } from './web.ts'

/** Where the card is posted already. */
export type Posted = Place & { readonly ts: string }

export type CardParts = { readonly places: Places; readonly web: Web; readonly channel: string }

/** Ours are looked for so far back, where a crash came between posting and keeping it. */
const LOOK_BACK = 60_000
const METADATA = 'winback_ticket'

export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)

export const createCards = ({ places, web, channel }: CardParts) => {
  const message = ({ text, blocks }: Card) => ({ text, blocks, unfurl_links: false, unfurl_media: false })

  /** The card that was posted before a crash, or null. */
  const find = async (ticket: string, since: number): Promise<string | null> => {
    const found = await web.call('conversations.history', {
      ...{
        channel,
        oldest: String(Math.floor((since - LOOK_BACK) / 1000)),
        limit: 100,
        include_all_metadata: true,
      },
    })
    const messages = (found.messages ?? []) as readonly {
      readonly ts: string
      readonly blocks?: readonly unknown[]
      readonly metadata?: { readonly event_payload?: { readonly ticket?: string } }
    }[]
    // Where the workspace shows no metadata, the card's last line names the ticket.
    const mine = messages.find(
      ({ metadata, blocks }) =>
        metadata?.event_payload?.ticket === ticket ||
        JSON.stringify(blocks?.at(-1) ?? '').includes(`· ${ticket}"`),
    )
    return mine?.ts ?? null
  }

  const linkTo = async (ts: string): Promise<string | undefined> => {
    try {
      return String((await web.call('chat.getPermalink', { channel, message_ts: ts })).permalink)
    } catch {
      return undefined
    }
  }

  const post = async (ticket: string, card: Card): Promise<string> => {
    const metadata = { event_type: METADATA, event_payload: { ticket } }
    return String((await web.call('chat.postMessage', { channel, ...message(card), metadata })).ts)
  }

  const begin = async (ticket: string, card: Card, posting: number | undefined): Promise<Posted> => {
    const there = posting === undefined ? null : await find(ticket, posting)
    // By the real clock, as Slack stamps its messages.
    await places.change(ticket, (was) => ({
      ...(was ?? { channel, shown: 0 }),
      posting: posting ?? Date.now(),
    }))
    const ts = there ?? (await post(ticket, card))
    await places.link(channel, ts, ticket)
    const link = await linkTo(ts)
    const place = await places.change(ticket, (was) => {
      const { posting: _, ...rest } = was ?? { channel, shown: 0 }
      return { ...rest, channel, ts, ...(link && { link }), ...(there === null && { card: hashOf(card) }) }
    })
    return { ...place, ts }
  }

  const write = async (ticket: string, card: Card): Promise<Posted> => {
    const known = await places.of(ticket)
    const { ts } = known ?? {}
    const place = known && ts !== undefined ? { ...known, ts } : await begin(ticket, card, known?.posting)
    if (place.card === hashOf(card)) return place
    try {
      await web.call('chat.update', { channel: place.channel, ts: place.ts, ...message(card) })
    } catch (error) {
      if (slackWord(error) !== 'message_not_found') throw error
      // Somebody deleted it: the thread begins anew, and goes on where it was.
      await places.change(ticket, (was) => ({
        channel,
        shown: was?.shown ?? 0,
        ...(was?.own && { own: was.own }),
      }))
      return write(ticket, card)
    }
    await places.change(ticket, (was) => ({ ...(was ?? place), card: hashOf(card) }))
    return place
  }

  /** What was shown of somebody who is erased, wherever it stands. */
  const empty = async (noted: string, card: Card): Promise<void> => {
    const place = readPlace(noted)
    if (place?.ts === undefined) return
    try {
      await web.call('chat.update', { channel: place.channel, ts: place.ts, ...message(card) })
    } catch (error) {
      // Somebody deleted it before.
      if (slackWord(error) !== 'message_not_found') throw error
    }
  }

  return { write, empty }
}
