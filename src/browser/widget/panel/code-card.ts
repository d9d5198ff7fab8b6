// The card of a code: large, with its terms in words, a countdown to its true end, and the buttons to use it.
import { el, icon, put } from '../../dom.ts'
import type { ChatLine, CodeState, Lang } from '../wire.ts'
import { type ServerClock, timeLeft } from './clock.ts'
import { copyText } from './copy.ts'
import { endedIn, type Words } from './words.ts'

export type CodeCard = NonNullable<ChatLine['code']>

export type CardPlace = {
  readonly lang: Lang
  readonly words: Words
  /** The shop's, in which the end is told. */
  readonly zone: () => string
  readonly clock: ServerClock
  /** The state as it is known now; it may have changed since the line came. */
  readonly stateOf: (code: CodeCard) => CodeState
  /** Hands the code to the page. True: it was applied; false: it was not; undefined: the page did not say. */
  readonly apply: (code: string) => Promise<boolean | undefined>
  /** For those who don't see the button change. */
  readonly announce: (words: string) => void
}

/** English as the shop's texts are written: the day first. */
export const LOCALES: Readonly<Record<Lang, string>> = { uk: 'uk', ru: 'ru', en: 'en-GB' }

const DONE_FOR = 2500
const COPY =
  'M9 9V5.5A1.5 1.5 0 0 1 10.5 4h8A1.5 1.5 0 0 1 20 5.5v8a1.5 1.5 0 0 1-1.5 1.5H15M5.5 9h8A1.5 1.5 0 0 1 15 10.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 18.5v-8A1.5 1.5 0 0 1 5.5 9z'

export const codeCard = (code: CodeCard, place: CardPlace): HTMLElement => {
  const { lang, words, zone, clock, announce } = place
  const text = el('b', { translate: 'no' }, code.text)
  const head = el('small', { class: 'of' }, words.code)
  const left = el('span', { class: 'left', role: 'timer' })
  const end = new Date(code.until).toLocaleString(LOCALES[lang], {
    ...{
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone(),
    },
  })
  const till = el('p', { class: 'till' }, `${words.left}: `, left, el('small', {}, `${words.until} ${end}`))

  const copyLabel = el('span', {}, words.copy)
  const copy = async (): Promise<void> => {
    const done = await copyText(code.text, text)
    const said = done ? words.copied : words.selected
    announce(said)
    copyLabel.textContent = said
    copyButton.toggleAttribute('data-done', done)
    setTimeout(() => {
      copyLabel.textContent = words.copy
      copyButton.removeAttribute('data-done')
    }, DONE_FOR)
  }
  const copyButton = el(
    'button',
    { type: 'button', class: 'copy', click: () => void copy() },
    icon(COPY),
    copyLabel,
  )

  const outcome = el('p', { class: 'outcome', hidden: true })
  const apply = async (): Promise<void> => {
    // A button that is turned off would lose the focus of whoever uses the keyboard.
    if (applyButton.ariaBusy === 'true') return
    applyButton.ariaBusy = 'true'
    const done = await place.apply(code.text)
    applyButton.ariaBusy = 'false'
    outcome.hidden = done === undefined
    if (done === undefined) return
    outcome.textContent = done ? words.applied : words.notApplied
    announce(outcome.textContent)
    outcome.scrollIntoView({ block: 'nearest' })
  }
  // Shown only where the page listens: the host says so (style.ts).
  const applyButton = el('button', { type: 'button', class: 'use', click: () => void apply() }, words.apply)
  const acts = el('div', { class: 'acts' }, applyButton, copyButton)
  const card = el(
    'div',
    { class: 'code', role: 'group', 'aria-label': words.code },
    ...[head, text, el('p', { class: 'terms' }, code.terms), till, acts, outcome],
  )

  let shown: CodeState = 'issued'
  clock.each(card, () => {
    const state = place.stateOf(code)
    if (state === 'issued') left.textContent = timeLeft(code.until - clock.now(), words)
    if (state === shown) return
    shown = state
    const over = endedIn(lang, state)
    card.dataset.state = state
    // A code whose redemption was taken back is good again.
    put(
      card,
      ...(over
        ? [head, text, el('p', { class: 'over' }, over)]
        : [head, text, el('p', { class: 'terms' }, code.terms), till, acts, outcome]),
    )
  })
  return card
}
