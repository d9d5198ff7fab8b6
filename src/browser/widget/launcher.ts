// The bubble in the corner: all that is there until there is a reason for more. Loads the panel, once.
import { LAUNCHER_STYLE } from './launcher-style.ts'
import type { Lang } from './wire.ts'

const BUBBLE = 'M12 3a10 8.5 0 0 0-6 15l-1 4 5-2.3q9 1 11.5-6A10 8.5 0 0 0 12 3z'

const WORDS: Readonly<Record<Lang, string>> = { uk: 'Відкрити чат', ru: 'Открыть чат', en: 'Open chat' }

export type Launcher = {
  readonly root: ShadowRoot
  readonly bubble: HTMLButtonElement
  readonly speak: (lang: Lang) => void
  /** Puts the widget back where the page has thrown it out. */
  readonly stay: () => void
}

/** Built by hand, since what builds the panel's elements would be the larger part of the loader. */
const drawing = (): SVGElement => {
  const make = (name: string): SVGElement => document.createElementNS('http://www.w3.org/2000/svg', name)
  const [svg, path] = [make('svg'), make('path')]
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', BUBBLE)
  svg.append(path)
  return svg
}

export const createLauncher = (settings: DOMStringMap, press: () => void): Launcher => {
  const host = document.createElement('winback-chat')
  if (settings.theme) host.dataset.theme = settings.theme
  if (settings.position) host.dataset.position = settings.position
  const root = host.attachShadow({ mode: 'open' })
  const style = new CSSStyleSheet()
  style.replaceSync(LAUNCHER_STYLE)
  root.adoptedStyleSheets = [style]
  const bubble = document.createElement('button')
  bubble.className = 'bubble'
  bubble.type = 'button'
  bubble.onclick = press
  bubble.append(drawing())
  root.append(bubble)
  const stay = (): void => void (host.isConnected || document.body.append(host))
  stay()
  return {
    ...{ root, bubble, stay },
    speak: (lang) => {
      host.lang = lang
      bubble.ariaLabel = WORDS[lang]
    },
  }
}
