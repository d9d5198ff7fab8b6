// What agents did of late, at whatever desk: who, what, when, why, and the way to the shopper.
import { el, put } from '../dom.ts'
import { deskApi } from './api.ts'
import type { Format } from './format.ts'
import { keyOf, type Say } from './language.ts'
import { wordy } from './phrases.ts'
import { didText } from './talk-view.ts'
import type { Act } from './types.ts'

const whatOf = ({ act, agent, did, desk }: Act, say: Say): string => {
  if (did) return didText({ did: { ...did, ...(desk !== null && { desk }) }, by: agent }, say)
  const key = keyOf(`did_${act}`)
  const where = desk === null || desk === 'web' ? '' : ` (${wordy(desk)})`
  return (key ? say(key, { by: agent }) : act) + where
}

const actView = (one: Act, format: Format, say: Say, open: (id: string) => void): HTMLElement =>
  el(
    'li',
    {},
    el('small', {}, format.time(one.at)),
    whatOf(one, say),
    one.text && el('small', { dir: 'auto' }, one.text),
    el('button', { type: 'button', class: 'plain', click: () => open(one.shopper) }, say('open_shopper')),
  )

export const createAuditPanel = (say: Say, open: (id: string) => void) => {
  const element = el('div', { class: 'audit' })
  let at = 0
  return {
    /** Asked anew when it is opened, and no more often than now and then: every talk is read for it. */
    show: (format: Format): HTMLElement => {
      if (performance.now() - at > 15_000 || at === 0) {
        at = performance.now()
        deskApi
          .audit()
          .then(({ acts }) => {
            const items = acts.map((one) => actView(one, format, say, open))
            const list =
              items.length > 0 ? el('ul', {}, ...items) : el('p', { class: 'nothing' }, say('audit_none'))
            put(element, el('p', { class: 'hint' }, say('audit_about')), list)
          })
          .catch(() => put(element, el('p', { class: 'nothing' }, say('no_answer'))))
      }
      return element
    },
  }
}
