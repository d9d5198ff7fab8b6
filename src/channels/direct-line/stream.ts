// One open stream: what its client has not read yet, in order, no faster than it reads. Knows no WebSocket, only `send`.
import type { Activity } from './protocol.ts'
import type { Reading } from './reading.ts'

export type Stream = {
  readonly shopper: () => string | null
  /** There may be new lines. */
  readonly wake: () => void
  /** Shows something that is no line and moves no watermark. */
  readonly show: (activity: Activity) => void
}

type Parts = {
  readonly reading: Reading
  /** Answers when the client's side has taken it; false: it is gone. */
  readonly send: (frame: string) => Promise<boolean>
  readonly onShopper: (now: string, before: string | null) => void
  readonly onShown: (items: readonly string[]) => void
  readonly onDefect: (error: unknown) => void
}

/** Things that are no lines and wait for a slow reader; more of them are left out. */
const WAITING = 20

export const openStream = ({ reading, send, onShopper, onShown, onDefect }: Parts): Stream => {
  let shopper: string | null = null
  let waiting: Activity[] = []
  let isRunning = false
  let again = false

  /** One page is on its way at a time: what a slow reader has not taken stays in the store. */
  const sendNew = async (): Promise<boolean> => {
    for (;;) {
      const { more, shopper: found, items, ...page } = await reading.next()
      if (found !== null && found !== shopper) {
        onShopper(found, shopper)
        shopper = found
      }
      if (page.activities.length > 0 && !(await send(JSON.stringify(page)))) return false
      if (items.length > 0) onShown(items)
      if (!more) return true
    }
  }

  const run = async (): Promise<void> => {
    try {
      while (again) {
        again = false
        if (!(await sendNew())) return
        const shown = waiting
        waiting = []
        if (shown.length > 0 && !(await send(JSON.stringify({ activities: shown })))) return
      }
    } catch (error) {
      onDefect(error)
    } finally {
      isRunning = false
    }
  }

  const wake = (): void => {
    again = true
    if (isRunning) return
    isRunning = true
    void run()
  }

  return {
    shopper: () => shopper,
    wake,
    show: (activity) => {
      if (waiting.length < WAITING) waiting.push(activity)
      wake()
    },
  }
}
