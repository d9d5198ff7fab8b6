// window.winback: what a page may call, and what it may listen to. Calls made before the script came are made up for.
import type { PageEvents, Tell } from './dock.ts'

type Listener = (told: never) => unknown
type Calls = Readonly<Record<string, (...given: never[]) => unknown>>

/** One sentence for whoever builds the page. */
export const warn = (...words: readonly unknown[]): void => console.warn('winback:', ...words)

export type Listeners = {
  readonly has: (name: keyof PageEvents) => boolean
  readonly on: (name: keyof PageEvents, listener: Listener) => () => void
  readonly tell: Tell
}

const NAMES = ['ready', 'open', 'close', 'message', 'code', 'apply']

/** `changed`: a listener came or went. */
export const createListeners = (changed: () => void): Listeners => {
  const all = new Map<string, Set<Listener>>()
  let ready: PageEvents['ready'] | null = null
  /** The page's own mistakes are shown as such, and stop nothing here. */
  const call = async (listener: Listener, told: unknown): Promise<unknown> => listener(told as never)
  return {
    has: (name) => !!all.get(name)?.size,
    on: (name, listener) => {
      if (!NAMES.includes(name) || typeof listener !== 'function') {
        warn('no event', name, 'of', NAMES)
        return () => undefined
      }
      const mine = all.get(name) ?? new Set()
      all.set(name, mine.add(listener))
      changed()
      if (name === 'ready' && ready) call(listener, ready)
      return () => {
        mine.delete(listener)
        changed()
      }
    },
    tell: (name, told) => {
      if (name === 'ready') ready = told as PageEvents['ready']
      return [...(all.get(name) ?? [])].map((listener) => call(listener, told))
    },
  }
}

/** Puts the calls in place of the queue that the page may have begun, and makes the calls that wait in it. */
export const offer = <T extends Calls>(calls: T): void => {
  const page = window as { winback?: unknown }
  const waiting = page.winback
  const push = (...queued: readonly unknown[]): void => {
    for (const one of queued) {
      const [name, ...given] = Array.isArray(one) ? one : [one]
      if (Object.hasOwn(calls, name)) calls[name]?.(...(given as never[]))
      else warn('no call', name, 'of', Object.keys(calls))
    }
  }
  page.winback = { ...calls, push }
  if (Array.isArray(waiting)) push(...waiting)
}

/** Another copy of this script runs on this page already. */
export const isOffered = (): boolean =>
  !!(window as { winback?: { readonly visitor?: unknown } }).winback?.visitor
