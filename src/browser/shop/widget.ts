// What the shop's page says to the chat on it (window.winback), and hears from it. The page works without the chat too:
// it may be blocked, late or older than we are.
import { newId } from '../new-id.ts'
import { kept } from './kept.ts'
import type { Lang } from './lang.ts'

type Widget = {
  readonly visitor: () => Promise<string>
  readonly track: (event: string, properties?: Readonly<Record<string, unknown>>) => Promise<void>
  readonly identify?: (traits: Readonly<Record<string, unknown>>) => unknown
  readonly on?: (event: string, listener: (about: { readonly code?: unknown }) => unknown) => unknown
}

/** Before the chat's script has run there may be nothing there, or a queue of calls. */
const found = (): Widget | null => {
  const there = (window as { winback?: Partial<Widget> }).winback
  return typeof there?.visitor === 'function' && typeof there.track === 'function' ? (there as Widget) : null
}

const LOOK_EVERY = 250

/** The chat's script is loaded beside ours; whichever comes first waits for the other. */
const widget = new Promise<Widget>((resolve) => {
  const look = (): void => {
    const there = found()
    if (!there) return
    clearInterval(looking)
    resolve(there)
  }
  const looking = setInterval(look, LOOK_EVERY)
  addEventListener('winback', look)
  look()
})

export const hint = (event: string, properties: Readonly<Record<string, unknown>>): void => {
  widget.then((there) => there.track(event, properties)).catch(() => undefined)
}

/** So long we wait for the chat before we name the browser ourselves. */
const WIDGET_WITHIN = 10_000

const ownName = (): string => {
  const known = kept.read('visitor')
  if (typeof known === 'string' && /^[\w-]{8,64}$/.test(known)) return known
  const made = `page-${newId()}`
  kept.keep('visitor', made)
  return made
}

/** The browser's id: the chat's, so that hints, orders and codes are one shopper's. */
export const visitor = (): Promise<string> =>
  Promise.race([
    widget.then((there) => there.visitor()),
    new Promise<string>((resolve) => setTimeout(() => resolve(ownName()), WIDGET_WITHIN)),
  ])

/** Another language was chosen; the one that the page opened in the chat reads off the page. */
export const tellLang = (language: Lang): void => {
  widget.then((there) => there.identify?.({ language })).catch(() => undefined)
}

/** Called when the shopper presses "apply for me" beside a code in the chat; it is told whether that worked. */
export const onApply = (listener: (code: string) => Promise<boolean>): void => {
  widget
    .then((there) =>
      there.on?.('apply', async ({ code }) =>
        typeof code === 'string' && code.trim() !== '' ? listener(code) : false,
      ),
    )
    .catch(() => undefined)
}
