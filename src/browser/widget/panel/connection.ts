// The panel's socket: connects, resumes after the last line, says again what was not heard, notices when it has died.
// Knows no elements.
import type { Kept } from '../kept.ts'
import type { ChatLine, ClientSays, CodeState, Lang, MessengerLink, ServerSays, Word } from '../wire.ts'

export type Told = {
  /** `stranger`: the server did not know our token; whatever we had of a talk is not this visitor's. */
  readonly welcome: (shop: string, zone: string, stranger: boolean, push: string | null) => void
  readonly now: (now: number) => void
  /** `moved`: it is another talk than the one that this browser had, and has the lines of that one in it. */
  readonly page: (lines: readonly ChatLine[], more: boolean, moved: boolean) => void
  readonly earlier: (lines: readonly ChatLine[], more: boolean) => void
  readonly line: (line: ChatLine) => void
  readonly code: (text: string, state: CodeState) => void
  readonly links: (links: readonly MessengerLink[]) => void
  readonly heard: (id: string) => void
  readonly failed: (id: string) => void
  readonly state: (state: 'connecting' | 'online' | 'offline') => void
}

export type Connection = {
  /** Kept, and said until it is heard; also after a reload. */
  readonly say: (word: Word) => void
  /** Says once more what was refused. */
  readonly again: (word: Word) => void
  readonly earlier: (before: number) => void
  /** Asks where else the talk can go on. */
  readonly links: () => void
  readonly unheard: () => readonly Word[]
}

type Link = {
  readonly url: string
  readonly kept: Kept
  readonly token: () => Promise<string>
  readonly lang: () => Lang
  readonly source: string | undefined
}

const PING_EVERY = 25_000
const PONG_WITHIN = 8_000
/** After sleep or a lost network nobody wants to wait that long. */
const PONG_SOON = 2_500
const WELCOME_WITHIN = 10_000
const FIRST_PAUSE = 400
const LONGEST_PAUSE = 20_000
const SLOW_DOWN = 1_500
/** Where there is too much to do, each try waits longer, and not all pages the same. */
const LONGEST_WAIT = 30_000

const wordsOf = (text: string | null): readonly Word[] => {
  try {
    const words: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(words) ? words.filter((one) => one?.kind && one.id) : []
  } catch {
    return []
  }
}

export const connect = ({ url, kept, token, lang, source }: Link, told: Told): Connection => {
  let socket: WebSocket | null = null
  let welcome = false
  let visitor: string | null = null
  let last = 0
  let talk: string | undefined
  let moved = false
  let tries = 0
  let busy = 0
  let retry = 0
  let deaf = 0
  let unheard = wordsOf(kept.tab.get('unheard'))
  const refused = new Set<string>()

  const keep = (words: readonly Word[]): void => {
    unheard = words
    kept.tab.put('unheard', JSON.stringify(words))
  }
  const send = (says: ClientSays): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(says))
  }
  const sayWord = (word: Word): void => {
    if (welcome) send(word)
  }
  const expect = (within: number): void => {
    clearTimeout(deaf)
    deaf = window.setTimeout(drop, within)
  }

  /** Leaves a connection at once: closing a dead one politely takes as long as the network takes to notice. */
  const drop = (): void => {
    const old = socket
    socket = null
    welcome = false
    clearTimeout(deaf)
    clearTimeout(retry)
    if (old) {
      old.onopen = old.onmessage = old.onclose = null
      old.close()
    }
    // Some machines say wrongly that there is no network: tried all the same.
    told.state(navigator.onLine ? 'connecting' : 'offline')
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries) * (0.7 + Math.random() * 0.6)
    tries += 1
    retry = window.setTimeout(open, pause)
  }

  const take = (says: ServerSays): void => {
    clearTimeout(deaf)
    if ('now' in says) told.now(says.now)
    switch (says.kind) {
      case 'welcome': {
        const stranger = visitor !== null && says.visitor !== visitor
        visitor = says.visitor
        if (kept.get('token') !== says.token) kept.put('token', says.token)
        tries = 0
        welcome = true
        if (stranger) {
          last = 0
          kept.put('talk', '')
        }
        told.state('online')
        told.welcome(says.shop, says.zone, stranger, says.push ?? null)
        for (const word of unheard) if (!refused.has(word.id)) send(word)
        return
      }
      case 'talk': {
        const known = kept.get('talk')
        moved = known !== null && known !== '' && known !== says.talk
        if (known !== says.talk) kept.put('talk', says.talk)
        if (talk !== says.talk) last = 0
        talk = says.talk
        return
      }
      case 'page': {
        last = says.lines.at(-1)?.seq ?? 0
        const wasMoved = moved
        moved = false
        return told.page(says.lines, says.more, wasMoved)
      }
      case 'earlier':
        return told.earlier(says.lines, says.more)
      case 'line':
        if (says.line.seq <= last) return
        last = says.line.seq
        return told.line(says.line)
      case 'code':
        return told.code(says.text, says.state)
      case 'links':
        return told.links(says.links)
      case 'heard':
        busy = 0
        keep(unheard.filter((word) => word.id !== says.id))
        return told.heard(says.id)
      case 'refused': {
        const word = unheard.find(({ id }) => id === says.id)
        if (!word) return
        if (says.reason === 'too_fast') return void setTimeout(() => sayWord(word), SLOW_DOWN)
        if (says.reason === 'busy') {
          const wait = Math.min(LONGEST_WAIT, SLOW_DOWN * 2 ** busy) * (0.7 + Math.random() * 0.6)
          busy += 1
          return void setTimeout(() => sayWord(word), wait)
        }
        refused.add(says.id)
        return told.failed(says.id)
      }
    }
  }

  const open = async (): Promise<void> => {
    clearTimeout(retry)
    let mine: string
    try {
      mine = kept.get('token') ?? (await token())
    } catch {
      return drop()
    }
    if (socket) return
    visitor = mine.split('.')[1] ?? null
    const opened = new WebSocket(url)
    socket = opened
    expect(WELCOME_WITHIN)
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions()
    opened.onopen = () => send({ kind: 'hello', token: mine, last, talk, lang: lang(), source, zone })
    opened.onmessage = (event) => take(JSON.parse(event.data) as ServerSays)
    opened.onclose = drop
  }

  const now = (): void => {
    if (welcome) {
      send({ kind: 'ping' })
      return expect(PONG_SOON)
    }
    if (socket) return
    tries = 0
    void open()
  }
  addEventListener('online', now)
  addEventListener('offline', drop)
  addEventListener('pageshow', (event) => event.persisted && now())
  // A page that is put aside keeps no connection, so that coming back to it is quick.
  addEventListener('pagehide', drop)
  document.addEventListener('visibilitychange', () => document.hidden || now())
  addEventListener('storage', (event) => {
    // Another tab was made a new visitor: this one is the same person.
    if (event.key === 'winback.token' && event.newValue && event.newValue.split('.')[1] !== visitor) drop()
  })
  setInterval(() => {
    if (!welcome) return
    send({ kind: 'ping' })
    expect(PONG_WITHIN)
  }, PING_EVERY)
  told.state(navigator.onLine ? 'connecting' : 'offline')
  void open()

  return {
    unheard: () => unheard,
    earlier: (before) => send({ kind: 'earlier', before }),
    links: () => welcome && send({ kind: 'links' }),
    say: (word) => {
      keep([...unheard, word])
      sayWord(word)
    },
    again: (word) => {
      refused.delete(word.id)
      sayWord(word)
    },
  }
}
