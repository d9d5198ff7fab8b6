// One socket's talk: hello, then lines out and words in, each in order. Knows no WebSocket, only `send`.
import type { Seen } from '../../core/event.ts'
import type { Lang } from '../../core/meaning.ts'
import type { TalkLine } from '../../ports/records.ts'
import type { ChatDoors } from './doors.ts'
import { createPace } from './pace.ts'
import { happeningOf } from './parse.ts'
import type { ClientSays, ServerSays } from './protocol.ts'
import { codesIn, renderLine } from './render.ts'

/** Lines read at once. */
const PAGE = 100

export type Session = {
  readonly visitor: string
  readonly shopper: () => string | null
  /** There may be new lines. */
  readonly wake: () => void
  /** Takes one word of the client; the next is taken when this has been answered. */
  readonly take: (says: ClientSays) => Promise<void>
}

type Hello = Extract<ClientSays, { kind: 'hello' }>

export const openSession = (
  doors: ChatDoors,
  hello: Hello,
  send: (says: ServerSays) => void,
  onShopper: (session: Session, shopper: string) => void,
  seen: Seen = {},
): Session => {
  const known = hello.token === undefined ? null : doors.visitors.read(hello.token)
  const { visitor, token } = known ? { visitor: known, token: hello.token! } : doors.visitors.issue()
  const lang: Lang | undefined = hello.lang
  const mayGoOn = createPace(Date.now())
  let shopper: string | null = null
  // A new visitor has seen nothing, whatever it says.
  let last = known ? hello.last : 0
  let reading = false
  let again = false

  const belongTo = (found: string): string => {
    if (shopper === null) {
      shopper = found
      onShopper(session, found)
    }
    return found
  }

  const sendNew = async (): Promise<void> => {
    const found = shopper ?? (await doors.find(visitor))
    if (found === null) return
    belongTo(found)
    for (;;) {
      const lines = await doors.lines(found, last, PAGE)
      for (const line of lines) {
        const shown = renderLine(line, await textsOf(doors, found, line))
        if (shown) send({ kind: 'line', line: shown })
        last = line.seq
      }
      if (lines.length < PAGE) return
    }
  }

  /** One reader at a time: a wake-up meanwhile makes it look once more. */
  const wake = async (): Promise<void> => {
    again = true
    if (reading) return
    reading = true
    try {
      while (again) {
        again = false
        await sendNew()
      }
    } catch (error) {
      doors.onDefect(error)
    } finally {
      reading = false
    }
  }

  const session: Session = {
    visitor,
    shopper: () => shopper,
    wake: () => void wake(),
    take: async (says) => {
      if (says.kind === 'hello') return
      if (says.kind === 'ping') return send({ kind: 'pong' })
      if (!mayGoOn(Date.now())) return send({ kind: 'refused', id: says.id, reason: 'too_fast' })
      const heard = await doors.hear(visitor, says.id, happeningOf(says, visitor, lang), seen)
      send(heard === 'heard' ? { kind: heard, id: says.id } : { kind: 'refused', id: says.id, reason: heard })
      await wake()
    },
  }
  const { name, time_zone } = doors.shop()
  send({ kind: 'welcome', token, visitor, shop: name, zone: time_zone })
  session.wake()
  return session
}

/** The texts of the codes that a line speaks of: unsealed here, for their own visitor, and kept nowhere. */
const textsOf = async (doors: ChatDoors, shopper: string, line: TalkLine) => {
  const texts = new Map<string, string>()
  for (const id of codesIn(line)) {
    const text = await doors.codeText(shopper, id)
    if (text !== null) texts.set(id, text)
  }
  return texts
}
