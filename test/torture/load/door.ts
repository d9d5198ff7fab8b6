// A server that may be gone at any moment: each request is asked again, the same to the letter, until it is answered.

export type Answer = {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows the shape
  readonly body: any
}

export type Door = {
  readonly ask: (
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly url: () => string
  /** How often an answer did not come, and how often the server said that it can keep nothing now. */
  readonly counts: { unanswered: number; put_off: number }
}

const PAUSE = 60

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** `urls`: any of them may answer; each try goes to the next. */
export const openDoor = (urls: readonly string[], isOver: () => boolean): Door => {
  const counts = { unanswered: 0, put_off: 0 }
  let turn = 0
  const url = (): string => urls[turn % urls.length]!
  return {
    counts,
    url,
    ask: async (method, path, body, headers) => {
      for (;;) {
        turn++
        try {
          const response = await fetch(url() + path, {
            method,
            headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          })
          const text = await response.text()
          if (response.status !== 503 && response.status !== 429)
            return { status: response.status, body: text === '' ? null : JSON.parse(text) }
          counts.put_off++
        } catch {
          counts.unanswered++
        }
        if (isOver()) throw new Over()
        await pause(PAUSE)
      }
    },
  }
}

/** The load is ended; what was not answered stays open. */
export class Over extends Error {}
