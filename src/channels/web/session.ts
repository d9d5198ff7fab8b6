// One socket's talk: hello, then lines out and words in, each in order. Knows no WebSocket, only `send`.
import type { Seen } from '../../core/event.ts'
import type { Lang } from '../../core/meaning.ts'
import type { ChatDoors, MessengerLinks } from './doors.ts'
import { createPace } from './pace.ts'
import { happeningOf } from './parse.ts'
import type { ClientSays, ServerSays } from './protocol.ts'
import { createView } from './view.ts'

/** Lines of a page; a client that missed more than this gets a new page instead of each of them. */
const PAGE = 50
/** Who asks for older lines faster than they can be read waits so long for the next, ms. */
const TOO_FAST = 1000

const NOWHERE: MessengerLinks = { links: [], until: 0 }

export type Session = {
  readonly visitor: string
  readonly shopper: () => string | null
  /** There may be new lines, or a code has changed. */
  readonly wake: () => void
  /** What the clock says: it was moved. */
  readonly tellTime: () => void
  /** Takes one word of the client; the next is taken when this has been answered. */
  readonly take: (says: ClientSays) => Promise<void>
}

type Hello = Extract<ClientSays, { kind: 'hello' }>

export const openSession = (
  doors: ChatDoors,
  hello: Hello,
  send: (says: ServerSays) => void,
  onShopper: (session: Session, shopper: string, before: string | null) => void,
  shown: Seen = {},
): Session => {
  const known = hello.token === undefined ? null : doors.visitors.read(hello.token)
  const { visitor, token } = known ? { visitor: known, token: hello.token! } : doors.visitors.issue()
  const lang: Lang | undefined = hello.lang
  const time_zone = doors.zoneIn(hello.zone)
  const seen: Seen = {
    ...shown,
    ...(hello.source !== undefined && { source: hello.source }),
    ...(time_zone !== undefined && { time_zone }),
  }
  const mayGoOn = createPace(Date.now())
  const mayRead = createPace(Date.now())
  const view = createView(doors)
  let shopper: string | null = null
  // A new visitor has seen nothing, whatever it says.
  let last = known ? hello.last : 0
  let begun = false
  let reading: Promise<void> | null = null
  let again = false

  const belongTo = (found: string): void => {
    if (shopper === found) return
    onShopper(session, found, shopper)
    shopper = found
    send({ kind: 'talk', talk: doors.talkOf(found) })
  }

  const sendCodes = async (found: string, all: boolean): Promise<void> => {
    for (const code of await view.changes(found, all)) send({ kind: 'code', ...code, now: doors.now() })
  }

  /** The first answer: a page, or nothing where the client may simply go on after its last line. */
  const begin = async (found: string | null): Promise<void> => {
    const latest = found === null ? [] : await doors.lastLines(found, Number.MAX_SAFE_INTEGER, PAGE)
    const first = latest[0]?.seq ?? 1
    const end = latest.at(-1)?.seq ?? 0
    const isSame = found !== null && hello.talk === doors.talkOf(found)
    if (isSame && last > 0 && last <= end && first <= last + 1) await sendCodes(found, true)
    else {
      const lines = found === null ? [] : await view.show(found, latest)
      send({ kind: 'page', lines: [...lines], more: first > 1 })
      doors.shown(latest)
      last = end
    }
    begun = true
  }

  const sendNew = async (): Promise<void> => {
    // Asked each time: the visitor may have turned out to be somebody whom we know.
    const found = await doors.find(visitor)
    const isMoved = shopper !== null && found !== null && found !== shopper
    if (found !== null) belongTo(found)
    if (isMoved) last = 0
    if (!begun || isMoved) await begin(found)
    if (found === null) return
    for (;;) {
      const lines = await doors.lines(found, last, PAGE)
      for (const line of await view.show(found, lines)) send({ kind: 'line', line, now: doors.now() })
      doors.shown(lines)
      last = lines.at(-1)?.seq ?? last
      if (lines.length < PAGE) break
    }
    await sendCodes(found, false)
  }

  const readAll = async (): Promise<void> => {
    try {
      while (again) {
        again = false
        await sendNew()
      }
    } catch (error) {
      doors.onDefect(error)
    } finally {
      reading = null
    }
  }

  /** One reader at a time: a wake-up meanwhile makes it look once more. Answers when all has been sent. */
  const wake = (): Promise<void> => {
    again = true
    reading ??= readAll()
    return reading
  }

  const sendEarlier = async (before: number): Promise<void> => {
    const lines = shopper === null ? [] : await doors.lastLines(shopper, before, PAGE)
    const shown = shopper === null ? [] : await view.show(shopper, lines)
    send({ kind: 'earlier', lines: [...shown], more: (lines[0]?.seq ?? 1) > 1 })
  }

  const session: Session = {
    visitor,
    shopper: () => shopper,
    wake: () => void wake(),
    tellTime: () => send({ kind: 'pong', now: doors.now() }),
    take: async (says) => {
      if (says.kind === 'hello') return
      if (says.kind === 'ping') return send({ kind: 'pong', now: doors.now() })
      if (says.kind === 'links') {
        if (!mayRead(Date.now())) return
        const { links, until } = shopper === null ? NOWHERE : await doors.links(shopper)
        return send({ kind: 'links', links: [...links], until, now: doors.now() })
      }
      if (says.kind === 'earlier') {
        if (!mayRead(Date.now())) await new Promise((resolve) => setTimeout(resolve, TOO_FAST))
        return sendEarlier(says.before)
      }
      if (!mayGoOn(Date.now())) return send({ kind: 'refused', id: says.id, reason: 'too_fast' })
      const heard = await doors.hear(visitor, says.id, happeningOf(says, visitor, lang), seen)
      // The line goes first: a client that hears "heard" has it, and need not guess.
      await wake()
      send(heard === 'heard' ? { kind: heard, id: says.id } : { kind: 'refused', id: says.id, reason: heard })
    },
  }
  const shop = doors.shop()
  send({
    ...{ kind: 'welcome', token, visitor, shop: shop.name, zone: shop.time_zone, now: doors.now() },
    ...(doors.pushKey !== null && { push: doors.pushKey }),
  })
  session.wake()
  return session
}
