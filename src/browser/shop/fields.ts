// Fields of a form with their names, their errors in words, and what the browser may fill in. Knows no checkout.
import { el } from '../dom.ts'

export type Field = {
  readonly element: HTMLElement
  readonly name: string
  readonly value: () => string
  readonly focus: () => void
  /** Says what is wrong, or takes that back; answers whether it is fine. */
  readonly check: () => boolean
}

type About = {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly type?: string
  readonly autocomplete: string
  readonly inputmode?: string
  readonly hint?: string
  /** What is wrong with it, in words; null: nothing. */
  readonly fault: (value: string) => string | null
  readonly onInput?: (value: string) => void
}

export const textField = (about: About): Field => {
  const id = `field-${about.name}`
  const error = el('small', { class: 'error', id: `${id}-error` })
  const input = el('input', {
    ...{ id, name: about.name, type: about.type ?? 'text', autocomplete: about.autocomplete },
    ...{ value: about.value, maxlength: 254, required: true, 'aria-describedby': `${id}-error` },
    ...(about.inputmode && { inputmode: about.inputmode }),
    input: () => {
      about.onInput?.(input.value)
      if (input.getAttribute('aria-invalid') === 'true') check()
    },
    change: () => void (input.value !== '' && check()),
  })
  const check = (): boolean => {
    const fault = about.fault(input.value.trim())
    error.textContent = fault ?? ''
    input.setAttribute('aria-invalid', String(fault !== null))
    return fault === null
  }
  return {
    name: about.name,
    element: el(
      'div',
      { class: 'field' },
      el('label', { for: id }, about.label),
      input,
      about.hint !== undefined && el('small', {}, about.hint),
      error,
    ),
    value: () => input.value.trim(),
    focus: () => input.focus(),
    check,
  }
}

export const isEmail = (text: string): boolean =>
  /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().\d]{2,}$/.test(text)

/** One of a few, each with a line about it. */
export const choiceField = <T extends string>(
  name: string,
  label: string,
  options: readonly { readonly value: T; readonly text: string; readonly about: string }[],
  chosen: T,
  onChange: (value: T) => void,
): HTMLElement =>
  el(
    'fieldset',
    {},
    el('legend', {}, label),
    ...options.map(({ value, text, about }) =>
      el(
        'label',
        { class: 'option' },
        el('input', {
          ...{ type: 'radio', name, value, checked: value === chosen },
          change: () => onChange(value),
        }),
        el('span', {}, text, el('small', {}, about)),
      ),
    ),
  )
