// How a process goes down: what was opened is closed in the reverse order, each whatever becomes of the others.
import type { App } from '../http/server.ts'

export type Close = () => unknown

/** Requests under way are waited for so long, ms. */
const ANSWER_WITHIN = 5000

export const createClosing = () => {
  const opened: Close[] = []
  return {
    onStop: (close: Close): void => void opened.push(close),
    /** Throws the first failure, after everything was closed. */
    stop: async (): Promise<void> => {
      let failed: unknown = null
      for (let close = opened.pop(); close; close = opened.pop()) {
        try {
          await close()
        } catch (error) {
          // The others are closed all the same.
          failed ??= error
        }
      }
      if (failed !== null) throw failed
    },
  }
}

/** Requests under way are answered; one that hangs is cut off. */
export const closeServer = async (app: App): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), ANSWER_WITHIN)
  await app.close()
  clearTimeout(cut)
}
