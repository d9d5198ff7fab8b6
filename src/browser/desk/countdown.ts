// Counts down what must be answered: only the words and the mark change, nothing is drawn anew.
import type { Format } from './format.ts'
import type { Key, Say } from './language.ts'

const MINUTE = 60_000
/** From here on a ticket calls louder. */
const SOON = 3 * MINUTE

/** `now`: ms since 1970 by the server's clock, which in a demo is moved. */
export const countDown = (now: number, format: Format, say: Say): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const left = Number(element.dataset.until) - now
    const key = (left < 0 ? 'overdue' : (element.dataset.says ?? 'answer_in')) as Key
    const text = say(key, { time: format.left(Math.abs(left)) })
    if (element.textContent !== text) element.textContent = text
    element.classList.toggle('over', left < 0)
    element.classList.toggle('soon', left >= 0 && left < SOON && element.dataset.says === 'answer_in')
  }
}
