// Finding a shopper by what somebody told the agent.
import { el } from '../dom.ts'
import { deskApi, Refused } from './api.ts'
import type { Say } from './language.ts'

const WAYS = ['email', 'phone', 'user', 'visitor'] as const

export const findView = (say: Say, found: (shopper: string) => void): HTMLElement => {
  const by = el(
    'select',
    { name: 'by' },
    ...WAYS.map((way) => el('option', { value: way }, say(`find_${way}`))),
  )
  const id = el('input', { name: 'id', required: true, autocomplete: 'off' })
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
