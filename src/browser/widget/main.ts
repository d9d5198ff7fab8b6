// The loader, /widget.js: <script async src="https://.../widget.js" data-key="PAGE_KEY"></script> on a shop's page.
// Sends hints, offers window.winback, shows the bubble; the chat itself is the panel's, loaded when there is a reason.
import { cameFrom, sourceOf } from './came-from.ts'
import { createCartKnown, isLook } from './cart-known.ts'
import type { PanelHandle, PanelScript } from './dock.ts'
import { createHints, visitorOf } from './hints.ts'
import { createKept } from './kept.ts'
import { pickLang } from './lang.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { createListeners, isOffered, offer, warn } from './page-api.ts'
import { scriptAddress } from './script-address.ts'
import { watchSigns } from './signs.ts'
import type { Lang } from './wire.ts'

type Properties = Readonly<Record<string, unknown>>

/** So long after the last reason the chat is not connected by itself any more. */
const REASON_LASTS = 30 * 86_400_000
const TRY_AGAIN = 4000

const start = (script: HTMLScriptElement): void => {
  const settings = script.dataset
  const url = (path: string): string => new URL(path, script.src).href
  const key = settings.key ?? ''
  const kept = createKept()
  const context = cameFrom(kept)
  const hints = createHints({ url, key, kept }, context)
  const cart = createCartKnown(kept)
  let wanted: Lang | null = null
  const lang = (): Lang =>
    wanted ?? pickLang([settings.lang, document.documentElement.lang, ...navigator.languages])

  let launcher: Launcher | null = null
  let panel: PanelHandle | null = null
  let loading = false
  let opening = false
  const listeners = createListeners(() => mark())
  const mark = (): void => void launcher?.root.host.toggleAttribute('data-apply', listeners.has('apply'))

  /** Loads the panel, which connects. Tries again by itself: a page may be opened on a train. */
  const load = (): void => {
    if (loading || !launcher) return
    loading = true
    const { root, bubble } = launcher
    const element: PanelScript = document.createElement('script')
    element.src = scriptAddress(url('widget/panel.js'))
    element.nonce = script.nonce
    element.winback = {
      ...{ root, bubble, kept, url, key, lang, source: sourceOf(context) },
      ...hints,
      tell: listeners.tell,
      docked: (docked) => {
        panel = docked
        bubble.removeAttribute('aria-busy')
        if (opening) docked.open(true)
      },
    }
    element.onerror = () => {
      loading = false
      setTimeout(() => kept.get('reason') && load(), TRY_AGAIN)
    }
    element.onload = () => element.remove()
    document.head.append(element)
  }
  const hasReason = (): void => {
    kept.put('reason', String(Date.now()))
    load()
  }
  const open = (): void => {
    launcher?.stay()
    if (panel) return panel.open(true)
    opening = true
    launcher?.bubble.setAttribute('aria-busy', 'true')
    hasReason()
  }

  const track = async (event: string, given?: Properties | null): Promise<void> => {
    const properties = given ?? {}
    if (typeof event !== 'string' || typeof properties !== 'object')
      return warn('track takes a name and properties')
    const taken = cart.note(event, properties)
    const look = isLook(event)
    const done = hints.track(event, properties, look ? null : lang())
    if (taken) sign('cart_line_removed')
    await done
    if (!look) hasReason()
  }
  const sign = watchSigns(kept, cart, (name) => void track('Hesitated', { sign: name }))

  const identify = async (traits: Properties): Promise<void> => {
    if (typeof traits !== 'object' || !traits) return warn('identify takes traits')
    const { language } = traits
    if (typeof language === 'string') {
      wanted = pickLang([language])
      kept.put('told', wanted)
      launcher?.speak(wanted)
      panel?.speak(wanted)
    }
    return hints.identify({ ...traits, ...(wanted && language !== undefined && { language: wanted }) })
  }

  const show = (): void => {
    launcher = createLauncher(settings, open)
    launcher.speak(lang())
    mark()
    const token = kept.get('token')
    listeners.tell('ready', { visitor: token && visitorOf(token) })
    const since = Number(kept.get('reason') ?? 0)
    if (opening) open()
    else if (Date.now() - since < REASON_LASTS) load()
  }

  offer({
    visitor: hints.visitor,
    identify,
    track,
    open,
    close: () => {
      opening = false
      panel?.close()
    },
    on: listeners.on,
  })
  dispatchEvent(new Event('winback'))
  if (document.body) show()
  else addEventListener('DOMContentLoaded', show)
}

const script = (document.currentScript ??
  document.querySelector('script[data-key][src*="widget.js"]')) as HTMLScriptElement | null
if (!script?.dataset.key) warn('the script wants data-key="PAGE_KEY"')
else if (!isOffered()) start(script)
