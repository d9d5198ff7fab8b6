// Finding a shopper by what somebody told the agent.
import { el } from '../dom.ts'
import { deskApi, Refused } from './api.ts'
import type { Say } from './language.ts'

const WAYS = ['email', 'phone', 'user', 'visitor'] as const

/** What it looks like; null: it may be anything. */
export const looksLike = (typed: string): 'email' | 'phone' | null => {
  if (/^\S+@\S+$/.test(typed.trim())) return 'email'
  return /^\+?[\d\s().-]+$/.test(typed) && typed.replace(/\D/g, '').length >= 9 ? 'phone' : null
}

export const findView = (say: Say, found: (shopper: string) => void): HTMLElement => {
  let isChosen = false
  const by = el(
    'select',
    {
      name: 'by',
      change: () => {
        isChosen = true
      },
    },
    ...WAYS.map((way) => el('option', { value: way }, say(`find_${way}`))),
  )
  const follow = (): void => {
    const like = looksLike(id.value)
    if (like && !isChosen) by.value = like
  }
  const id = el('input', { name: 'id', required: true, autocomplete: 'off', input: follow })
  const said = el('p', { class: 'told bad', role: 'alert' })
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    said.textContent = ''
    try {
      found((await deskApi.find(by.value, id.value)).shopper)
    } catch (error) {
      said.textContent = say(error instanceof Refused ? 'not_found' : 'no_answer')
    }
  }
  return el(
    'form',
    { class: 'find', submit: (event: Event) => void submit(event) },
    el('label', { class: 'field' }, el('span', {}, say('find_by')), by),
    el('label', { class: 'field' }, el('span', {}, say('find_id')), id),
    el('button', { type: 'submit', class: 'main' }, say('find')),
    said,
  )
}
