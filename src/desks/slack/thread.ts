// Keeps a ticket's thread as the ticket is: the card posted once and edited after that, new lines of the talk below it,
// files of the shopper, and how far an agent's words have come. One ticket is written by one hand at a time.
import { createHash } from 'node:crypto'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { DeskView } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import type { Block } from './blocks.ts'
import { context } from './blocks.ts'
import { type Card, renderCard, renderGone, type Shown } from './card.ts'
import { formatOf } from './format.ts'
import type { Place, Places } from './places.ts'
import { type Doors, deliveryOf, type Line, linesOf } from './seen.ts'
import { lineBlocks, mediumWords } from './talk-lines.ts'
import { slackWord, type Web } from './web.ts'
import { sayIn } from './words.ts'

export type ThreadParts = {
  readonly doors: Doors
  readonly places: Places
  readonly web: Web
  readonly channel: string
  readonly clock: () => number
  readonly log: Log
  readonly deskUrl: (place: string) => string
  /** The Slack member who goes by this name; null: an agent of another desk. */
  readonly memberOf: (name: string) => Promise<string | null>
}

export type Threads = {
  /** Brings the thread up to date with the ticket; throws what Slack or the store throws. */
  readonly update: (ticket: string, told?: Ticket) => Promise<void>
  /** How a note is known again that was written in the thread itself. */
  readonly own: (ticket: string, by: string, text: string) => Promise<void>
  /** Whose thread this message begins; null: no ticket's. */
  readonly ticketAt: (channel: string, ts: string) => Promise<string | null>
}

/** Lines of the talk that are told at once where a thread begins. */
const BEFORE = 12
const TOGETHER = 12
const OWN = 50
/** Ours are looked for so far back, where a crash came between posting and keeping it. */
const LOOK_BACK = 60_000

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
const ownOf = (by: string, text: string): string => hashOf([by, text])
const METADATA = 'winback_ticket'

export const createThreads = (parts: ThreadParts): Threads => {
  const { doors, places, web, channel, clock, log } = parts
  const tails = new Map<string, Promise<unknown>>()
  const inTurn = <T>(ticket: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(ticket) ?? Promise.resolve()).catch(() => {}).then(work)
    tails.set(ticket, mine)
    const forget = () => void (tails.get(ticket) === mine && tails.delete(ticket))
    mine.then(forget, forget)
    return mine
  }

  const shownFor = (view: DeskView | null, ticket: string): Shown => {
    const shop = doors.shop()
    const say = sayIn(shop.lang)
    const now = view?.now ?? clock()
    return {
      say,
      format: formatOf({ ...shop, now }, shop.lang, say),
      deskUrl: parts.deskUrl(`ticket/${encodeURIComponent(ticket)}`),
    }
  }

  const message = (card: Card) => ({
    text: card.text,
    blocks: card.blocks,
    unfurl_links: false,
    unfurl_media: false,
  })

  /** The card that was posted before a crash, or null. */
  const findCard = async (ticket: string, since: number): Promise<string | null> => {
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

  const postCard = async (ticket: string, card: Card, before: Place | null): Promise<Place> => {
    // By the real clock, as Slack stamps its messages.
    const { posting } = before ?? {}
    const there = posting === undefined ? null : await findCard(ticket, posting)
    await places.change(ticket, (was) => ({
      ...(was ?? { channel, shown: 0 }),
      posting: posting ?? Date.now(),
    }))
    const ts =
      there ??
      String(
        (
          await web.call('chat.postMessage', {
            ...{ channel, ...message(card) },
            metadata: { event_type: METADATA, event_payload: { ticket } },
          })
        ).ts,
      )
    await places.link(channel, ts, ticket)
    const link = await linkTo(ts)
    return places.change(ticket, (was) => {
      const { posting: _, ...rest } = was ?? { channel, shown: 0 }
      return { ...rest, channel, ts, ...(link && { link }), ...(there ? {} : { card: hashOf(card) }) }
    })
  }

  const writeCard = async (ticket: string, card: Card): Promise<Place & { readonly ts: string }> => {
    let place = await places.of(ticket)
    if (place?.ts === undefined) place = await postCard(ticket, card, place)
    if (place.card !== hashOf(card)) {
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
        return writeCard(ticket, card)
      }
      place = await places.change(ticket, (was) => ({ ...(was as Place), card: hashOf(card) }))
    }
    return place as Place & { readonly ts: string }
  }

  const reply = async (place: Place, text: string, blocks: readonly Block[]): Promise<string> => {
    const { channel: where, ts } = place
    const given = { channel: where, thread_ts: ts, text, blocks, unfurl_links: false, unfurl_media: false }
    return String((await web.call('chat.postMessage', given)).ts)
  }

  const upload = async (place: Place, shopper: string, line: Line, shown: Shown): Promise<void> => {
    for (const one of line.attachments ?? []) {
      if (one.ref === undefined && one.medium !== 'photo' && one.name !== undefined) continue
      const failed = async (): Promise<void> => {
        const words = shown.say('file_elsewhere', {
          what: mediumWords(one, shown),
          link: `<${shown.deskUrl}|${shown.say('open_desk')}>`,
        })
        await reply(place, words, [context(words)])
      }
      try {
        const file = await doors.file?.(shopper, line.seq, one.n)
        if (!file) {
          await failed()
          continue
        }
        const filename =
          one.name ??
          `${one.medium}-${line.seq}-${one.n}.${file.type.split('/')[1]?.replace(/\W.*$/, '') ?? 'bin'}`
        await web.call('files.uploadV2', {
          ...{
            channel_id: place.channel,
            thread_ts: place.ts,
            file: Buffer.from(file.bytes),
            filename,
            title: filename,
          },
        })
      } catch (error) {
        log.warn(
          { error: slackWord(error) ?? 'unreachable', medium: one.medium },
          'a file of a shopper did not get to Slack',
        )
        await failed()
      }
    }
  }

  const showLine = async (
    ticket: string,
    place: Place,
    line: Line,
    shown: Shown,
    view: DeskView,
  ): Promise<void> => {
    const agent = view.shopper.with
    const member = line.who === 'shopper' && agent ? await parts.memberOf(agent) : null
    const blocks = lineBlocks(line, shown, member ? `<@${member}> ` : '')
    const ts = await reply(place, `${shown.say('new_words')}`, blocks)
    const state = line.who === 'agent' ? deliveryOf(line) : null
    await places.change(ticket, (was) => ({
      ...(was as Place),
      shown: line.seq,
      ...(state && { sent: { ...was?.sent, [line.seq]: { ts, state } } }),
    }))
    if (line.who === 'shopper') await upload(place, view.shopper.id, line, shown)
  }

  /** Lines that say what came before the thread did; several in one message. */
  const showBefore = async (
    ticket: string,
    place: Place,
    lines: readonly Line[],
    shown: Shown,
  ): Promise<void> => {
    const told = lines.slice(-BEFORE)
    if (told.length > 0)
      await reply(place, shown.say('so_far'), [
        context(`*${shown.say('so_far')}*`),
        ...told.flatMap((line) => lineBlocks(line, shown)),
      ])
    const shownTo = lines.at(-1)?.seq ?? 0
    await places.change(ticket, (was) => ({ ...(was as Place), shown: Math.max(was?.shown ?? 0, shownTo) }))
  }

  const isOwn = async (ticket: string, place: Place, line: Line): Promise<boolean> => {
    const mark = ownOf(line.by ?? '', line.text)
    if (line.who !== 'note' || line.did || !place.own?.includes(mark)) return false
    await places.change(ticket, (was) => {
      const own = [...(was?.own ?? [])]
      own.splice(own.indexOf(mark), 1)
      return { ...(was as Place), shown: line.seq, own }
    })
    return true
  }

  const showNew = async (ticket: string, from: Place, view: DeskView, shown: Shown): Promise<void> => {
    const lines = linesOf(view).filter(({ seq }) => seq > from.shown)
    if (from.shown === 0 || lines.length > BEFORE + TOGETHER) {
      await showBefore(ticket, from, lines, shown)
      // Files among them are not lost.
      for (const line of lines.slice(-BEFORE))
        if (line.who === 'shopper') await upload(from, view.shopper.id, line, shown)
      return
    }
    let place = from
    for (const line of lines) {
      if (!(await isOwn(ticket, place, line))) await showLine(ticket, place, line, shown, view)
      place = (await places.of(ticket)) ?? place
    }
  }

  /** Agents' words whose way has gone on since they were shown. */
  const showDeliveries = async (ticket: string, view: DeskView, shown: Shown): Promise<void> => {
    const place = await places.of(ticket)
    for (const [seq, { ts, state }] of Object.entries(place?.sent ?? {})) {
      const line = linesOf(view).find((one) => one.seq === Number(seq))
      const now = line && deliveryOf(line)
      if (line && now !== state) {
        await web.call('chat.update', {
          channel: place?.channel,
          ts,
          text: shown.say('new_words'),
          blocks: lineBlocks(line, shown),
        })
      }
      const settled = !line || now === 'delivered' || now === 'failed'
      if (!settled && now === state) continue
      await places.change(ticket, (was) => {
        const { [seq]: _, ...rest } = was?.sent ?? {}
        return { ...(was as Place), sent: settled ? rest : { ...rest, [seq]: { ts, state: now ?? state } } }
      })
    }
  }

  const update = async (ticket: string, told?: Ticket): Promise<void> => {
    const view = await doors.ticket(ticket)
    const shown = shownFor(view, ticket)
    const known = view?.ticket ?? null
    if (!view || !known) {
      const place = await places.of(ticket)
      if (place?.ts !== undefined) await writeCard(ticket, renderGone(shown.say))
      else if (told) log.info({ ticket }, 'a ticket was gone before its card was posted')
      return
    }
    const place = await writeCard(ticket, renderCard(view, known, shown))
    await showNew(ticket, place, view, shown)
    await showDeliveries(ticket, view, shown)
  }

  return {
    ticketAt: async (where, ts) => {
      const known = await places.ticketAt(where, ts)
      if (known !== null || where !== channel || tails.size === 0) return known
      // A card may have been answered before it was kept where it stands.
      await Promise.allSettled(tails.values())
      return places.ticketAt(where, ts)
    },
    update: (ticket, told) => inTurn(ticket, () => update(ticket, told)),
    own: (ticket, by, text) =>
      inTurn(ticket, async () => {
        await places.change(ticket, (was) => ({
          ...(was ?? { channel, shown: 0 }),
          own: [...(was?.own ?? []), ownOf(by, text)].slice(-OWN),
        }))
      }),
  }
}
