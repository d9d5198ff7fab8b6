// Signing in at the demo shop: a name and an e-mail, no password. And the letter at the foot of the page.
import { el, icon, put } from '../dom.ts'
import { newId } from '../new-id.ts'
import { shopApi } from './api.ts'
import { isEmail, textField } from './fields.ts'
import type { Page } from './page.ts'
import { ICONS } from './parts.ts'
import { visitor } from './widget.ts'

export const openSignIn = (page: Page): void => {
  const { words, account, lang } = page
  const dialog = el('dialog', {
    class: 'sign-in',
    'aria-labelledby': 'sign-in-title',
    close: () => dialog.remove(),
  })
  const shut = el(
    'button',
    { type: 'button', class: 'shut', 'aria-label': words.close, click: () => dialog.close() },
    icon(ICONS.close),
  )
  const head = (text: string): HTMLElement => el('header', {}, el('h2', { id: 'sign-in-title' }, text), shut)
  const said = el('p', { class: 'said', role: 'alert' })
  const who = account.who()
  if (who) {
    const out = (): void => {
      account.signOut()
      dialog.close()
      page.tell(words.signedOut)
    }
    put(
      dialog,
      head(who.name),
      el('p', {}, who.email),
      el('a', { href: '#/orders', class: 'quiet', click: () => dialog.close() }, words.orders),
      el('button', { type: 'button', class: 'main', click: out }, words.signOut),
    )
  } else {
    const name = textField({
      ...{ name: 'who-name', label: words.fields.name, value: '', autocomplete: 'name' },
      fault: (value) => (value === '' ? words.needs.name : null),
    })
    const email = textField({
      ...{ name: 'who-email', label: words.fields.email, value: '', autocomplete: 'email', type: 'email' },
      fault: (value) => (isEmail(value) ? null : words.needs.email),
    })
    const go = el('button', { type: 'submit', class: 'main' }, words.signIn)
    const submit = async (event: Event): Promise<void> => {
      event.preventDefault()
      const wrong = [name, email].filter((field) => !field.check())
      if (wrong[0]) return wrong[0].focus()
      go.disabled = true
      try {
        const found = await account.signIn(name.value(), email.value(), lang)
        dialog.close()
        page.tell(words.hello(found.name))
      } catch {
        said.textContent = words.silent
      } finally {
        go.disabled = false
      }
    }
    const form = el('form', { novalidate: true, submit: (event: Event) => void submit(event) })
    put(form, name.element, email.element, go, said)
    put(dialog, head(words.signIn), el('p', { class: 'note' }, words.signInAbout), form)
  }
  document.body.append(dialog)
  dialog.showModal()
}

export const footerOf = (page: Page): HTMLElement => {
  const { words, lang } = page
  const said = el('p', { class: 'said', role: 'status' })
  const email = textField({
    ...{ name: 'letter', label: words.fields.email, value: '', autocomplete: 'email', type: 'email' },
    fault: (value) => (isEmail(value) ? null : words.needs.email),
  })
  const go = el('button', { type: 'submit', class: 'main' }, words.subscribe)
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    said.textContent = ''
    if (!email.check()) return email.focus()
    go.disabled = true
    try {
      await shopApi.subscribe({
        ...{ request: newId(), visitor: await visitor(), email: email.value(), language: lang },
      })
      said.textContent = words.subscribed
      said.classList.add('good')
    } catch {
      said.classList.remove('good')
      said.textContent = words.silent
    } finally {
      go.disabled = false
    }
  }
  return el(
    'footer',
    { class: 'foot' },
    el(
      'form',
      { class: 'letter', novalidate: true, submit: (event: Event) => void submit(event) },
      el('div', {}, el('h2', {}, words.letter), el('p', {}, words.letterAbout)),
      el('div', { class: 'row' }, email.element, go),
      said,
    ),
    el('p', { class: 'note' }, el('a', { href: '#/delivery' }, words.deliveryCost), ' · ', words.foot),
  )
}
