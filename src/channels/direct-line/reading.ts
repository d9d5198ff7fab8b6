// One client's way through a talk: what comes after its watermark, a page at a time, out of the store. Knows no socket.
import type { TalkLine } from '../../ports/records.ts'
import type { DirectLineDoors } from './doors.ts'
import { type ActivitySet, CHANNEL, ROOT } from './protocol.ts'
import { codesIn, type Reader, renderLine } from './render.ts'
import type { Bound, Tokens } from './token.ts'
import { type Mark, writeMark } from './watermark.ts'

/** Lines of one answer or one frame. */
export const PAGE = 50
/** Who comes new reads so many of the latest lines; who has read goes on where it was. */
const HISTORY = 1000
const END = Number.MAX_SAFE_INTEGER

export type Page = ActivitySet & {
  readonly shopper: string | null
  readonly more: boolean
  /** The outbox items of its lines: shown once it is read. */
  readonly items: readonly string[]
}
export type Reading = { readonly next: () => Promise<Page> }

/**
 * The same whatever number a line has: two talks that became one are numbered anew, and a client that knows an id shows
 * it once.
 */
export const idOf = (doors: Pick<DirectLineDoors, 'hmac'>, conversation: string, line: TalkLine): string => {
  const { at, who, text, echo, code } = line
  const what = JSON.stringify([at, who, echo ?? '', code?.id ?? '', text])
  return `${conversation}|${doors.hmac(`direct-line:activity:${what}`).slice(0, 16)}`
}

export const createReading = (
  doors: DirectLineDoors,
  tokens: Tokens,
  { bound, base, from }: { readonly bound: Bound; readonly base: string; readonly from: Mark },
): Reading => {
  const { conv, user, name } = bound
  let at = from

  const readerOf = async (shopper: string): Promise<Reader> => ({
    conversation: conv,
    ...(user !== undefined && { user: { id: user, ...(name !== undefined && { name }) } }),
    shop: doors.inbox.shopName(),
    manner: { lang: (await doors.manner(shopper)).lang, zone: doors.zone() },
    idOf: (line) => idOf(doors, conv, line),
    shopUrl: doors.shopUrl(),
    fileUrl: (ref) => `${base}${ROOT}/attachments?t=${tokens.file(conv, ref)}`,
  })

  const render = async (shopper: string, lines: readonly TalkLine[]) => {
    if (lines.length === 0) return []
    const wanted = new Set(lines.flatMap(codesIn))
    const own = wanted.size > 0 ? (await doors.codes(shopper)).filter(({ id }) => wanted.has(id)) : []
    const codes = new Map(own.map(({ id, state, text }) => [id, { text: text(), state }]))
    const named = new Set(lines.flatMap((line) => line.goods?.lines.map(({ item }) => item) ?? []))
    const items = named.size > 0 ? await doors.items([...named]) : new Map()
    const reader = await readerOf(shopper)
    return lines.flatMap((line) => renderLine(line, { codes, items }, reader) ?? [])
  }

  /** Where to go on: another talk, or one that is shorter than what was read of it, is read from its beginning. */
  const settle = async (shopper: string): Promise<Mark & { readonly talk: string }> => {
    const talk = doors.talkOf(shopper)
    if (at.talk === talk) return { ...at, talk }
    const end = (await doors.lastLines(shopper, END, 1))[0]?.seq ?? 0
    const goesOn = at.talk === undefined && at.seq > 0 && at.seq <= end
    return { seq: goesOn ? at.seq : Math.max(0, end - HISTORY), talk }
  }

  return {
    next: async () => {
      // Asked each time: the conversation may have turned out to be somebody's whom we know.
      const shopper = await doors.find(conv)
      if (shopper === null)
        return { activities: [], watermark: writeMark(at), shopper, more: false, items: [] }
      const { seq, talk } = await settle(shopper)
      const lines = await doors.lines(shopper, seq, PAGE)
      const activities = await render(shopper, lines)
      at = { seq: lines.at(-1)?.seq ?? seq, talk }
      const items = lines.flatMap(({ item }) => item ?? [])
      return { activities, watermark: writeMark(at), shopper, more: lines.length === PAGE, items }
    },
  }
}

/** The shopper's own line that a message became; null where it is not among the latest. */
export const ownLine = async (
  doors: DirectLineDoors,
  conversation: string,
  is: (line: TalkLine) => boolean,
): Promise<TalkLine | null> => {
  const shopper = await doors.find(conversation)
  if (shopper === null) return null
  const latest = await doors.lastLines(shopper, END, PAGE)
  return latest.findLast((line) => line.who === 'shopper' && is(line)) ?? null
}

export const addressOf = (conversation: string) => ({ channel: CHANNEL, id: conversation })
