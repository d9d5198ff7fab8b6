// What the loader hands to the panel, and the panel to the loader: the one thing that both scripts know.
import type { Kept } from './kept.ts'
import type { Lang } from './wire.ts'

export type PageEvents = {
  ready: { readonly visitor: string | null }
  open: Readonly<Record<never, never>>
  close: Readonly<Record<never, never>>
  message: { readonly who: 'bot' | 'agent'; readonly by?: string; readonly text: string }
  code: { readonly code: string; readonly until: string; readonly terms: string }
  apply: { readonly code: string }
}

/** Tells the page's listeners; answers what they answered, in promises that fail where a listener did. */
export type Tell = <K extends keyof PageEvents>(name: K, told: PageEvents[K]) => readonly Promise<unknown>[]

export type PanelHandle = {
  /** `byHand`: the shopper pressed something, so the focus goes along. */
  readonly open: (byHand: boolean) => void
  readonly close: () => void
  readonly speak: (lang: Lang) => void
}

export type Dock = {
  readonly root: ShadowRoot
  readonly bubble: HTMLButtonElement
  readonly kept: Kept
  /** A path of ours -> its address. */
  readonly url: (path: string) => string
  readonly key: string
  readonly lang: () => Lang
  readonly source: string | undefined
  readonly token: () => Promise<string>
  readonly tell: Tell
  /** A hint, in its order; with `null` the language is nobody's news. */
  readonly track: (
    event: string,
    properties: Readonly<Record<string, unknown>>,
    lang: Lang | null,
  ) => Promise<void>
  readonly docked: (panel: PanelHandle) => void
}

/** The panel's script element carries its dock, so that nothing of it stands on the page's window. */
export type PanelScript = HTMLScriptElement & { winback?: Dock }
