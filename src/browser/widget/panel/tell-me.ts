// "Tell me here when there is something for me": the browser's own question comes only after this button was pressed.
// There is a button only where notifications are set up, by us and by the page, and were neither given nor refused.
import { el } from '../../dom.ts'
import type { Dock } from '../dock.ts'
import type { Words } from './words.ts'

export type TellMe = {
  readonly element: HTMLButtonElement
  /** The chat is open, and there is a talk that could go on. `key`: what a page subscribes with. */
  readonly look: (key: string) => void
}

const SET = 'push'

/** The page's own service worker; where the page is ours, ours. */
const workerOf = async (dock: Dock): Promise<ServiceWorkerRegistration | undefined> => {
  const ours = new URL(dock.url('push/worker.js'), location.href)
  const there = await navigator.serviceWorker.getRegistration()
  if (there || ours.origin !== location.origin) return there
  return navigator.serviceWorker.register(ours, { scope: '/' })
}

const mayAsk = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && Notification.permission === 'default'

export const createTellMe = (dock: Dock, words: Words, announce: (said: string) => void): TellMe => {
  const { kept } = dock
  const at = dock.url('v1/push')
  const headers = { authorization: `Bearer ${dock.key}`, 'content-type': 'application/json' }
  let key: string | null = null
  let asked = false

  const agree = async (): Promise<void> => {
    element.disabled = true
    try {
      const worker = (await workerOf(dock)) && (await navigator.serviceWorker.ready)
      const subscription = await worker!.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      })
      const body = { visitorToken: kept.get('token'), subscription, wording: words.tellMe }
      const { ok } = await fetch(at, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!ok) throw new Error('not subscribed')
      kept.put(SET, '1')
      element.hidden = true
      announce(words.willTell)
    } catch {
      // Refused, or not now: not asked again as long as this page is there.
      element.hidden = true
    }
  }
  const element = el(
    'button',
    { type: 'button', class: 'tell-me', hidden: true, click: () => void agree() },
    words.tellMe,
  )

  return {
    element,
    look: (given) => {
      key = given
      if (asked || kept.get(SET) === '1' || !mayAsk()) return
      asked = true
      const show = () => {
        element.hidden = false
      }
      if (new URL(at, location.href).origin === location.origin) show()
      else void navigator.serviceWorker.getRegistration().then((there) => there && show())
    },
  }
}
