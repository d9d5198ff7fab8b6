// The server's clock as this browser knows it, and one tick a second for whatever counts down. A code ends by the
// server's time, whatever the clock of this machine says.
import type { Words } from './words.ts'

export type ServerClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly set: (now: number) => void
  /** Called each second, and at once when the clock was set; an element that has left the page is forgotten. */
  readonly each: (element: Element, tick: () => void) => void
}

export const createClock = (): ServerClock => {
  let ahead = 0
  const ticks = new Map<Element, () => void>()
  let timer = 0
  const tick = (): void => {
    for (const [element, one] of ticks) {
      if (element.isConnected) one()
      else ticks.delete(element)
    }
    if (ticks.size > 0) return
    clearInterval(timer)
    timer = 0
  }
  return {
    now: () => Date.now() + ahead,
    set: (now) => {
      ahead = now - Date.now()
      tick()
    },
    each: (element, one) => {
      ticks.set(element, one)
      one()
      timer ||= window.setInterval(tick, 1000)
    },
  }
}

const two = (number: number): string => String(number).padStart(2, '0')

/** "1 d 4 h" as long as there is a day, then "3:59:12". */
export const timeLeft = (milliseconds: number, words: Pick<Words, 'days' | 'hours'>): string => {
  // A second that has begun still counts: 0:00:00 is the end itself.
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const hours = Math.floor(seconds / 3600)
  if (hours >= 24) {
    const rest = hours % 24 > 0 ? ` ${hours % 24} ${words.hours}` : ''
    return `${Math.floor(hours / 24)} ${words.days}${rest}`
  }
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
