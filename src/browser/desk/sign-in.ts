// The desk's door.
import { el, put } from '../dom.ts'
import { deskApi, Refused } from './api.ts'

export const signIn = (done: (agent: string) => void): void => {
  const name = el('input', { name: 'name', autocomplete: 'username', required: true })
  const password = el('input', { ...PASSWORD, required: true })
  const said = el('p', { class: 'said', role: 'alert' })
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    said.textContent = ''
    try {
      done((await deskApi.signIn(name.value, password.value)).agent)
    } catch (error) {
      said.textContent = error instanceof Refused ? error.message : 'The server does not answer.'
      password.select()
    }
  }
  put(
    document.body,
    el(
      'form',
      { class: 'sign-in', submit: (event: Event) => void submit(event) },
      el('h1', {}, 'Winback desk'),
      el('p', {}, 'Sign in to answer shoppers.'),
      el('label', {}, 'Name', name),
      el('label', {}, 'Password', password),
      said,
      el('button', { type: 'submit', class: 'main' }, 'Sign in'),
    ),
  )
  name.focus()
}

const PASSWORD = { name: 'password', type: 'password', autocomplete: 'current-password' }
