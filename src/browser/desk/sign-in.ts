// The desk's door. After a session's end it stands before the page, which stays as it was behind it.
import { el } from '../dom.ts'
import { deskApi, Refused } from './api.ts'
import { formatOf } from './format.ts'
import type { DeskLang, Say } from './language.ts'
import { refusalText } from './phrases.ts'

const PASSWORD = { name: 'password', type: 'password', autocomplete: 'current-password' }

/** `agent`: who was signed in until now; null: somebody comes in. */
export const signInForm = (
  lang: DeskLang,
  say: Say,
  agent: string | null,
  done: (agent: string) => void,
): HTMLElement => {
  const format = formatOf({ currency: 'EUR', time_zone: 'UTC', now: 0 }, lang, say)
  const name = el('input', { name: 'name', autocomplete: 'username', required: true, value: agent ?? '' })
  const password = el('input', { ...PASSWORD, required: true })
  const said = el('p', { class: 'told bad', role: 'alert' })
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    said.textContent = ''
    try {
      done((await deskApi.signIn(name.value, password.value)).agent)
    } catch (error) {
      said.textContent = error instanceof Refused ? refusalText(error.why, format, say) : say('no_answer')
      password.select()
    }
  }
  const form = el(
    'form',
    { class: 'sign-in', submit: (event: Event) => void submit(event) },
    el('h1', {}, say('desk')),
    el('p', {}, say(agent === null ? 'sign_in_about' : 'sign_in_again')),
    el('label', { class: 'field' }, el('span', {}, say('name')), name),
    el('label', { class: 'field' }, el('span', {}, say('password')), password),
    said,
    el('button', { type: 'submit', class: 'main' }, say('sign_in')),
  )
  queueMicrotask(() => (agent === null ? name : password).focus())
  return form
}
