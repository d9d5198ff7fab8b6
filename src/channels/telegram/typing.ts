// "typing…" while an answer is on its way and takes longer than a moment. Knows no talk.

export type Typing = {
  /** Something was said in this chat that will be answered. */
  readonly begin: (chat: string) => void
  /** Something was sent there: Telegram ends it by itself. */
  readonly end: (chat: string) => void
  readonly stop: () => void
}

/** A moment, ms. */
const MOMENT = 400
/** Telegram shows it for five seconds. */
const AGAIN = 4_500
/** An agent may have the talk, or nobody answers at all: longer than a turn at its slowest it is not said. */
const MOST = 2

export const createTyping = (tell: (chat: string) => Promise<unknown>): Typing => {
  const timers = new Map<string, NodeJS.Timeout>()
  const end = (chat: string): void => {
    clearTimeout(timers.get(chat))
    timers.delete(chat)
  }
  const plan = (chat: string, wait: number, times: number): void => {
    end(chat)
    const timer = setTimeout(() => {
      timers.delete(chat)
      tell(chat).catch(() => {})
      if (times > 1) plan(chat, AGAIN, times - 1)
    }, wait)
    timer.unref()
    timers.set(chat, timer)
  }
  return {
    begin: (chat) => plan(chat, MOMENT, MOST),
    end,
    stop: () => {
      for (const chat of [...timers.keys()]) end(chat)
    },
  }
}
