// Draws a part of the page anew only where something changed, and puts focus and caret back where they were.
import { put } from '../dom.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What has the focus inside, by its `data-focus`. */
const focusIn = (parent: Element) => {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !parent.contains(active)) return null
  const name = active.dataset.focus
  if (!name) return null
  const field = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement ? active : null
  return { name, caret: field ? caretOf(field) : null }
}

const caretOf = (field: Field): readonly [number, number] | null =>
  field.selectionStart === null ? null : [field.selectionStart, field.selectionEnd ?? field.selectionStart]

const drawn = new WeakMap<Element, string>()

/** `state` is everything that `make` looks at. */
export const redraw = (
  parent: HTMLElement,
  state: unknown,
  make: () => readonly (Node | null)[],
): boolean => {
  const now = JSON.stringify(state)
  if (drawn.get(parent) === now) return false
  drawn.set(parent, now)
  const focus = focusIn(parent)
  const { scrollTop } = parent
  put(parent, ...make())
  parent.scrollTop = scrollTop
  if (!focus) return true
  const again = parent.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus.name)}"]`)
  again?.focus({ preventScroll: true })
  if (focus.caret && (again instanceof HTMLTextAreaElement || again instanceof HTMLInputElement))
    again.setSelectionRange(...focus.caret)
  return true
}
