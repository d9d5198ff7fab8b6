// Refusals at a pace: whoever is refused at once asks again at once, and where thousands do, the process comes to nothing
// but refusing. Beyond a burst each answer waits for its turn, so that most of the time is left for what was let in.
// Knows no gate.
import type { ServerResponse } from 'node:http'

/** A second; each costs some 35 µs with its request read, so that all take a sixth of a core. */
const PACE = 5_000
/** So many at once, after a while with none. */
const BURST = 250
/** Nobody waits longer for a no, ms. */
const LONGEST = 2_000
/** More than that are not held: what waits takes memory. */
const MOST = 10_000
const TICK = 10

type Waiting = { readonly since: number; readonly response: ServerResponse; readonly answer: () => void }

/** Answers `tell`, which answers now or in a moment; who has gone meanwhile is told nothing. `now`: ms that run evenly. */
export const createPaced = (now: () => number = () => performance.now()) => {
  let waiting: Waiting[] = []
  let room = BURST
  let filled = now()
  let isTicking = false

  const wake = (): void => {
    if (isTicking || waiting.length === 0) return
    isTicking = true
    setTimeout(tick, TICK)
  }

  const fill = (): void => {
    const at = now()
    room = Math.min(BURST, room + ((at - filled) * PACE) / 1_000)
    filled = at
  }
  const tick = (): void => {
    fill()
    const late = now() - LONGEST
    let told = 0
    for (const { since, response, answer } of waiting) {
      if (room < 1 && since > late) break
      told++
      if (response.destroyed) continue
      room--
      answer()
    }
    room = Math.max(room, 0)
    waiting = waiting.slice(told)
    isTicking = false
    wake()
  }

  return {
    tell: (response: ServerResponse, answer: () => void): void => {
      if (waiting.length === 0) fill()
      if (waiting.length >= MOST || (waiting.length === 0 && room >= 1)) {
        room = Math.max(room - 1, 0)
        answer()
        return
      }
      waiting.push({ since: now(), response, answer })
      wake()
    },
  }
}
