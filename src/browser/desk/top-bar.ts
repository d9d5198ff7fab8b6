// The bar on top: whose desk it is, the language, sound, signing out.
import { el } from '../dom.ts'
import { wantSound, wantsSound } from './alert.ts'
import { chooseLang, type DeskLang, LANGS, type Say } from './language.ts'

export const languageSwitch = (lang: DeskLang, say: Say): HTMLElement => {
  const options = Object.entries(LANGS).map(([id, name]) =>
    el('option', { value: id, selected: id === lang, lang: id }, name),
  )
  const choice = el('select', { 'aria-label': say('language'), 'data-focus': 'lang' }, ...options)
  choice.addEventListener('change', () => {
    chooseLang(choice.value as DeskLang)
    location.reload()
  })
  return choice
}

const soundSwitch = (say: Say): HTMLElement => {
  const box = el('input', { type: 'checkbox', checked: wantsSound() })
  box.addEventListener('change', () => void wantSound(box.checked))
  return el('label', { class: 'sound' }, box, say('sound'))
}

export const topBar = (agent: string, lang: DeskLang, say: Say, leave: () => void): HTMLElement =>
  el(
    'header',
    { class: 'top' },
    el('b', {}, say('desk')),
    soundSwitch(say),
    languageSwitch(lang, say),
    el('span', { class: 'me' }, agent),
    el('button', { type: 'button', click: leave }, say('sign_out')),
  )
