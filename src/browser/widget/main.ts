// The widget on a shop's page: <script async src="https://.../widget.js" data-key="PAGE_KEY"></script>
// The page may use window.winback: track(event, properties), visitor(), open().
import { newId } from '../new-id.ts'
import { createApi, visitorOf } from './api.ts'
import { connect } from './connection.ts'
import { createPanel } from './panel.ts'
import type { Word } from './wire.ts'
import { pickLang, wordsIn } from './words.ts'

const script = document.currentScript as HTMLScriptElement
const origin = new URL(script.src).origin
const key = script.dataset.key ?? ''
const lang = pickLang([script.dataset.lang, document.documentElement.lang, ...navigator.languages])
const api = createApi(origin, key, lang)

const boot = async (): Promise<void> => {
  const token = await api.token()
  const host = document.createElement('winback-chat')
  document.body.append(host)
  let greeted = false
  const waiting: Word[] = []
  let say = (word: Word): void => void waiting.push(word)

  const panel = createPanel(host, wordsIn(lang), lang, {
    opened: () => {
      if (greeted) return
      greeted = true
      say({ kind: 'open', id: newId() })
    },
    say: (text) => {
      const id = newId()
      panel.sending(id, text)
      say({ kind: 'say', id, text })
    },
    choose: (choice, text) => {
      const id = newId()
      panel.sending(id, text)
      say({ kind: 'choose', id, choice, text })
    },
  })
  const url = `${origin.replace(/^http/, 'ws')}/v1/chat?key=${encodeURIComponent(key)}`
  const connection = connect(url, token, lang, {
    welcome: panel.name,
    line: panel.add,
    refused: panel.failed,
    online: panel.online,
  })
  say = connection.say
  for (const word of waiting) say(word)
  open = panel.open
}

let open = (): void => undefined

Object.assign(window, {
  winback: {
    visitor: async () => visitorOf(await api.token()),
    track: (event: string, properties: Readonly<Record<string, unknown>> = {}) =>
      api.track(event, properties).catch(() => undefined),
    open: () => open(),
  },
})
dispatchEvent(new Event('winback'))

const TRY_AGAIN = 5000
const start = (): void => void boot().catch(() => setTimeout(start, TRY_AGAIN))
if (document.body) start()
else addEventListener('DOMContentLoaded', start)
