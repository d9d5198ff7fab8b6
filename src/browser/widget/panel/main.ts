// The panel, /widget/panel.js: the chat itself. The loader fetches it once there is a reason, and hands it its dock.
import { newId } from '../../new-id.ts'
import type { Dock, PanelScript } from '../dock.ts'
import { PREFIX } from '../kept.ts'
import type { ChatLine, Word } from '../wire.ts'
import { createChat } from './chat.ts'
import { createClock } from './clock.ts'
import { connect } from './connection.ts'
import { isSmall } from './frame.ts'
import { watchLeaving } from './page-left.ts'
import { addStyle } from './style.ts'
import { createTalk } from './talk.ts'

/** No longer than this does "writing an answer" stand there. */
const ANSWERS_WITHIN = 8000

/** A link to a messenger counts for longer than this. */
const LINKS_EVERY = 8 * 60_000

const start = (dock: Dock): void => {
  const { kept, tell } = dock
  const talk = createTalk(kept)
  const clock = createClock()
  addStyle(dock.root)
  watchLeaving(dock)

  /** The word that an answer is awaited to. */
  let awaited: string | null = null
  let writing = 0
  const answered = (): void => {
    awaited = null
    clearTimeout(writing)
    chat.typing(false)
  }
  /** Once an agent has come in, nobody knows when the next answer will be there. */
  const isBots = (): boolean => talk.lines().findLast(({ who }) => who !== 'shopper')?.who !== 'agent'

  const say = (word: Word): void => {
    talk.say(word)
    connection.say(word)
    if (word.kind === 'open') return
    awaited = word.id
    chat.drawPending()
  }
  const greet = (): void => {
    if (kept.tab.get('greeted') === '1' && talk.lines().length > 0) return
    kept.tab.put('greeted', '1')
    say({ kind: 'open', id: newId() })
  }

  /** The page is told of each message once in a tab, also of one that came while it was being loaded. */
  const tellPage = (lines: readonly ChatLine[]): void => {
    const told = Number(kept.tab.get('told') || kept.get('seen')) || 0
    for (const { seq, who, by, text, code } of lines) {
      if (code && talk.codeState(code.text) === 'issued' && code.until > clock.now()) showCode(code)
      if (seq <= told || who === 'shopper') continue
      tell('message', { who, text, ...(by !== undefined && { by }) })
    }
    const last = lines.at(-1)?.seq ?? 0
    if (last > told) kept.tab.put('told', String(last))
  }
  const codes = new Set<string>()
  const showCode = ({ text, until, terms }: NonNullable<ChatLine['code']>): void => {
    if (codes.has(text)) return
    codes.add(text)
    tell('code', { code: text, until: new Date(until).toISOString(), terms })
  }

  const chat = createChat(dock, talk, clock, {
    say,
    again: (word) => {
      talk.fail(word.id, false)
      chat.drawPending()
      connection.again(word)
    },
    earlier: () => connection.earlier(talk.lines()[0]?.seq ?? 1),
    opened: () => {
      if (!connection) return
      greet()
      connection.links()
    },
  })
  const url = new URL(dock.url('v1/chat'))
  url.protocol = url.protocol.replace('http', 'ws')
  url.searchParams.set('key', dock.key)
  const connection = connect(
    { url: url.href, kept, token: dock.token, lang: dock.lang, source: dock.source },
    {
      now: clock.set,
      state: (state) => chat.state(state),
      welcome: (shop, zone, stranger, push) => {
        if (stranger) talk.forget()
        chat.welcome(shop, zone, push)
        if (stranger && chat.isOpen()) say({ kind: 'open', id: newId() })
        if (chat.isOpen()) connection?.links()
      },
      page: (lines, more, moved) => {
        talk.page(lines, more, moved)
        tellPage(lines)
        chat.drawAll()
      },
      earlier: (lines, more) => {
        talk.before(lines, more)
        chat.prepended(lines)
      },
      line: (line) => {
        talk.add(line)
        tellPage([line])
        if (line.who !== 'shopper') answered()
        if (line.who !== 'shopper' && chat.isOpen()) connection.links()
        chat.added(line)
        kept.put('reason', String(Date.now()))
      },
      links: (links) => chat.links(links),
      code: (text, state) => {
        talk.code(text, state)
        clock.set(clock.now())
      },
      heard: (id) => {
        talk.heard(id)
        chat.drawPending()
        if (id !== awaited || !isBots()) return
        chat.typing(true)
        clearTimeout(writing)
        writing = window.setTimeout(answered, ANSWERS_WITHIN)
      },
      failed: (id) => {
        talk.fail(id, true)
        chat.drawPending()
      },
    },
  )
  // Words of before a reload that nobody has heard yet.
  for (const word of connection.unheard()) talk.say(word)
  chat.drawPending()
  addEventListener('storage', ({ key }) => {
    if (key === `${PREFIX}seen` || key === `${PREFIX}hidden`) chat.recount()
  })
  setInterval(() => chat.isOpen() && connection.links(), LINKS_EVERY)
  dock.docked({ open: chat.open, close: chat.close, speak: chat.speak })
  // On a phone the panel would cover the page that the shopper went to.
  if (kept.tab.get('open') === '1' && !isSmall()) chat.open(false)
}

const { winback } = document.currentScript as PanelScript
if (winback) start(winback)
