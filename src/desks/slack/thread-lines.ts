// The talk in a ticket's thread: what was said before, each new line once, files of the shopper, and how far an agent's
// words have come.
import type { DeskDoors, DeskView } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import { type Block, context } from './blocks.ts'
import type { Shown } from './card.ts'
import { hashOf, type Posted } from './card-post.ts'
import type { Places } from './places.ts'
import { deliveryOf, type Line } from './seen.ts'
import { lineBlocks, mediumWords } from './talk-lines.ts'
import { slackWord, type Web } from './web.ts'

export type LineParts = {
  readonly doors: Pick<DeskDoors, 'file'>
  readonly places: Places
  readonly web: Web
  readonly log: Log
  /** The Slack member who goes by this name; null: an agent of another desk. */
  readonly memberOf: (name: string) => Promise<string | null>
}

/** Lines of the talk that are told at once where a thread begins, or where it was long behind. */
const BEFORE = 12
const FAR_BEHIND = 24

/** How a note is known again that was written in the thread itself. */
export const ownNote = (by: string, text: string): string => hashOf([by, text])

type Of = {
  readonly ticket: string
  readonly place: Posted
  readonly view: DeskView
  readonly shown: Shown
}

export const createLines = ({ doors, places, web, log, memberOf }: LineParts) => {
  const reply = async ({ channel, ts }: Posted, text: string, blocks: readonly Block[]): Promise<string> => {
    const given = { channel, thread_ts: ts, text, blocks, unfurl_links: false, unfurl_media: false }
    return String((await web.call('chat.postMessage', given)).ts)
  }

  const upload = async ({ place, view, shown }: Of, line: Line): Promise<void> => {
    for (const one of line.attachments) {
      // A place or a contact has no bytes: the line has said it.
      if (one.medium === 'place' || one.medium === 'contact') continue
      try {
        const file = await doors.file(view.shopper.id, line.seq, one.n)
        if (!file) throw new Error('gone')
        const ending = file.type.split('/')[1]?.replace(/\W.*$/, '') || 'bin'
        const filename = one.name ?? `${one.medium}-${line.seq}-${one.n}.${ending}`
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
          { error: slackWord(error) ?? 'no answer', medium: one.medium },
          'a file of a shopper did not get to Slack',
        )
        const link = `<${shown.deskUrl}|${shown.say('open_desk')}>`
        const words = shown.say('file_elsewhere', { what: mediumWords(one, shown), link })
        await reply(place, words, [context(words)])
      }
    }
  }

  const showLine = async (of: Of, line: Line): Promise<void> => {
    const { ticket, place, view, shown } = of
    const agent = view.shopper.with
    const member = line.who === 'shopper' && agent ? await memberOf(agent) : null
    const ts = await reply(
      place,
      shown.say('new_words'),
      lineBlocks(line, shown, member ? `<@${member}> ` : ''),
    )
    const state = line.who === 'agent' ? deliveryOf(line) : null
    await places.change(ticket, (was) => ({
      ...(was ?? place),
      shown: line.seq,
      ...(state && { sent: { ...was?.sent, [line.seq]: { ts, state } } }),
    }))
    if (line.who === 'shopper') await upload(of, line)
  }

  /** Several lines in one message. */
  const showTogether = async (of: Of, lines: readonly Line[]): Promise<void> => {
    const { ticket, place, shown } = of
    const told = lines.slice(-BEFORE)
    const title = shown.say('so_far')
    if (told.length > 0)
      await reply(place, title, [context(`*${title}*`), ...told.flatMap((line) => lineBlocks(line, shown))])
    const last = lines.at(-1)?.seq ?? 0
    await places.change(ticket, (was) => ({ ...(was ?? place), shown: Math.max(was?.shown ?? 0, last) }))
    for (const line of told) if (line.who === 'shopper') await upload(of, line)
  }

  /** Written in this thread: passed over, once. */
  const isOwn = async ({ ticket, place }: Of, line: Line): Promise<boolean> => {
    if (line.who !== 'note' || line.did) return false
    const mark = ownNote(line.by ?? '', line.text)
    if (!(await places.of(ticket))?.own?.includes(mark)) return false
    await places.change(ticket, (was) => {
      const own = [...(was?.own ?? [])]
      own.splice(own.indexOf(mark), 1)
      return { ...(was ?? place), shown: line.seq, own }
    })
    return true
  }

  return {
    showNew: async (of: Of): Promise<void> => {
      const { shown: last } = (await places.of(of.ticket)) ?? of.place
      const lines = of.view.lines.filter(({ seq }) => seq > last)
      if (last === 0 || lines.length > FAR_BEHIND) return showTogether(of, lines)
      for (const line of lines) if (!(await isOwn(of, line))) await showLine(of, line)
    },
    /** Agents' words whose way has gone on since they were shown. */
    showDeliveries: async ({ ticket, place, view, shown }: Of): Promise<void> => {
      for (const [seq, { ts, state }] of Object.entries((await places.of(ticket))?.sent ?? {})) {
        const line = view.lines.find((one) => one.seq === Number(seq))
        const now = line ? deliveryOf(line) : null
        const settled = now === null || now === 'delivered' || now === 'failed'
        if (line && now !== state)
          await web.call('chat.update', {
            ...{ channel: place.channel, ts, text: shown.say('new_words'), blocks: lineBlocks(line, shown) },
          })
        else if (!settled) continue
        await places.change(ticket, (was) => {
          const { [seq]: _, ...rest } = was?.sent ?? {}
          return { ...(was ?? place), sent: settled ? rest : { ...rest, [seq]: { ts, state: now } } }
        })
      }
    },
  }
}
