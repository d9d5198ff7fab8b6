// Keeps the desk fresh: the server's word that something has changed, and a look now and then should that get lost.

/** Looked at anyway, should the server's word get lost; sooner where the server is gone. */
const LOOK_EVERY = 10_000
const LOOK_AGAIN = 2_000
/** Changes that come together are one look. */
const TOGETHER = 60

/** `look` answers whether the server did, or in how many ms to look again at what was old when it came. Looks are one after another: what was asked last is what is shown. */
export const createLive = (look: () => Promise<boolean | number>) => {
  let source: EventSource | null = null
  let running: Promise<void> | null = null
  let wanted = false
  let told = false
  let timer = 0
  let stopped = false

  const later = (ms: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = window.setTimeout(() => void now(), ms)
  }
  const listen = (): void => {
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource('/desk/api/changes')
    source.onmessage = () => {
      told = true
      later(TOGETHER)
    }
  }
  const run = async (): Promise<void> => {
    let answered: boolean | number = true
    do {
      wanted = false
      told = false
      answered = await look()
    } while (wanted && answered !== false)
    // A source that was shut (a session ended, a server gone) is opened again when the server answers.
    if (answered !== false && !stopped) listen()
    // What was told while this look was under way may not be in it.
    if (answered === false) later(LOOK_AGAIN)
    else later(Math.min(told ? TOGETHER : LOOK_EVERY, answered === true ? LOOK_EVERY : answered + TOGETHER))
  }
  const now = (): Promise<void> => {
    wanted = true
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && !stopped) void now()
  })
  return {
    now,
    stop: (): void => {
      stopped = true
      clearTimeout(timer)
      source?.close()
      source = null
    },
    go: (): Promise<void> => {
      stopped = false
      return now()
    },
  }
}
