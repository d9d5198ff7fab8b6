// The widget's socket: connects, resumes after the last line, says again what was not heard. Knows no elements.
import { kept } from './kept.ts'
import type { ChatLine, ClientSays, Lang, ServerSays, Word } from './wire.ts'

export type Connection = { readonly say: (word: Word) => void }

export type Told = {
  readonly welcome: (shop: string, zone: string) => void
  readonly line: (line: ChatLine) => void
  readonly refused: (id: string, reason: string) => void
  readonly online: (online: boolean) => void
}

const PING_EVERY = 25_000
const PONG_WITHIN = 8_000
const SLOWEST = 20_000

export const connect = (url: string, token: string, lang: Lang, told: Told): Connection => {
  let socket: WebSocket | null = null
  let welcome = false
  let last = 0
  let tries = 0
  let retry = 0
  let unheard: readonly Word[] = kept.unheard()
  let deaf = 0

  const send = (says: ClientSays): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(says))
  }
  const forget = (id: string): void => {
    unheard = unheard.filter((word) => word.id !== id)
    kept.keepUnheard(unheard)
  }

  const take = (says: ServerSays): void => {
    clearTimeout(deaf)
    if (says.kind === 'welcome') {
      kept.keepToken(says.token)
      tries = 0
      welcome = true
      told.online(true)
      told.welcome(says.shop, says.zone)
      for (const word of unheard) send(word)
    } else if (says.kind === 'line') {
      if (says.line.seq <= last) return
      last = says.line.seq
      told.line(says.line)
    } else if (says.kind === 'heard') forget(says.id)
    else if (says.kind === 'refused') {
      forget(says.id)
      told.refused(says.id, says.reason)
    }
  }

  const open = (): void => {
    const opened = new WebSocket(url)
    socket = opened
    opened.onopen = () => send({ kind: 'hello', token: kept.token() ?? token, last, lang })
    opened.onmessage = (event) => take(JSON.parse(event.data) as ServerSays)
    opened.onclose = () => {
      if (socket !== opened) return
      clearTimeout(deaf)
      socket = null
      welcome = false
      told.online(false)
      const pause = Math.min(SLOWEST, 400 * 2 ** tries) * (0.7 + Math.random() * 0.6)
      tries += 1
      clearTimeout(retry)
      retry = window.setTimeout(open, pause)
    }
  }

  const now = (): void => {
    if (socket) return
    clearTimeout(retry)
    tries = 0
    open()
  }
  addEventListener('online', now)
  document.addEventListener('visibilitychange', () => document.hidden || now())
  setInterval(() => {
    if (!welcome) return
    send({ kind: 'ping' })
    deaf = window.setTimeout(() => socket?.close(), PONG_WITHIN)
  }, PING_EVERY)
  open()

  return {
    say: (word) => {
      unheard = [...unheard, word]
      kept.keepUnheard(unheard)
      if (welcome) send(word)
    },
  }
}
