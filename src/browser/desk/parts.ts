// Small pieces that the desk's views share, and what every view is handed.
import { el } from '../dom.ts'
import type { Place } from './api.ts'
import type { Draft } from './drafts.ts'
import type { Format } from './format.ts'
import type { DeskLang, Key, Say } from './language.ts'
import type { ShopperView } from './types.ts'

/** What a view of one shopper works with. `does` answers whether it was done; what went wrong has been told. */
export type Page = {
  readonly view: ShopperView
  readonly agent: string
  readonly lang: DeskLang
  readonly say: Say
  readonly format: Format
  readonly draft: Draft
  readonly keep: (changed: { [K in keyof Draft]?: Draft[K] | undefined }) => void
  readonly does: (act: Readonly<Record<string, unknown>>, done: Key) => Promise<boolean>
  readonly tell: (text: string, bad?: boolean) => void
  readonly open: (place: Place) => void
  /** Draws the page again from what is kept. */
  readonly again: () => void
}

/** A button that can't be pressed twice while it works. `name` keeps the focus on it through a redraw. */
export const button = (
  text: string,
  name: string,
  does: () => unknown,
  props: { readonly class?: string; readonly disabled?: boolean } = {},
): HTMLButtonElement => {
  const press = async (): Promise<void> => {
    element.disabled = true
    await does()
    element.disabled = props.disabled ?? false
  }
  const element = el(
    'button',
    { type: 'button', 'data-focus': name, ...props, click: () => void press() },
    text,
  )
  return element
}

/** A field with its name above it, whose text is kept as it is typed. */
export const field = (
  name: string,
  label: string,
  value: string,
  typed: (text: string) => void,
  props: Readonly<Record<string, string | number | boolean>> = {},
): HTMLLabelElement => {
  const input = el('input', { 'data-focus': name, value, ...props })
  input.addEventListener('input', () => typed(input.value))
  return el('label', { class: 'field' }, el('span', {}, label), input)
}

export const area = (
  name: string,
  label: string,
  value: string,
  typed: (text: string) => void,
  rows = 2,
): HTMLLabelElement => {
  const input = el('textarea', { 'data-focus': name, rows, maxlength: 4000 }, value)
  input.addEventListener('input', () => typed(input.value))
  return el('label', { class: 'field' }, el('span', {}, label), input)
}

export const select = (
  name: string,
  label: string,
  chosen: string,
  options: readonly (readonly [value: string, text: string])[],
  choose: (value: string) => void,
): HTMLLabelElement => {
  const input = el(
    'select',
    { 'data-focus': name },
    ...options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  )
  input.addEventListener('change', () => choose(input.value))
  return el('label', { class: 'field' }, el('span', {}, label), input)
}

export const card = (title: string, ...children: Parameters<typeof el>[2][]): HTMLElement =>
  el('section', { class: 'card' }, el('h3', {}, title), ...children)
