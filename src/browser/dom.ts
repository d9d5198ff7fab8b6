// Building elements without HTML texts: whatever a message says, it stays text.

type Child = Node | string | null | false | undefined
type Props = Readonly<Record<string, string | number | boolean | ((event: never) => void) | undefined>>

/** Functions become listeners of the event that they are named by; true sets an attribute, false leaves it out. */
export const el = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value as unknown as EventListener)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
  put(element, ...children)
  return element
}

/** Puts children in place of what is there; null, false and undefined are nothing. */
export const put = (parent: Element, ...children: readonly Child[]): void =>
  parent.replaceChildren(
    ...children.filter((child) => child !== null && child !== false && child !== undefined),
  )

/** A drawing from path data: 24 by 24, in the text's colour. */
export const icon = (path: string): SVGSVGElement => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  shape.setAttribute('d', path)
  svg.append(shape)
  return svg
}
