// How fast Telegram lets us write: so many a second in all, one a second to one chat with short bursts; and where it asks
// us to wait, we wait. Answers go first: mailings leave a part of the pace to them. Knows no message.
import { DeliveryError } from '../../ports/channel.ts'

export type Pace = {
  /** Comes back when it may be sent. Throws a DeliveryError with the time to wait where that is long. */
  readonly turn: (chat: string, isAnswer: boolean) => Promise<void>
  /** Telegram asked to wait so long, ms, when we wrote to this chat. */
  readonly hold: (chat: string, wait: number) => void
}

export type PaceParts = {
  readonly now?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/** Between two messages, ms: 30 a second in all, 1 a second to one chat. */
const APART = 1000 / 30
const APART_CHAT = 1000
/** So much may be sent at once after a silence. */
const BURST = 30 * APART
const BURST_CHAT = 4 * APART_CHAT
/** Mailings take no more of a burst than this: what is left is for answers. */
const BURST_MAILINGS = 12 * APART
/** Longer than this nobody waits in a slot, ms. */
const PATIENCE = 2_500
const LOOK_AGAIN = 60
const MOST_CHATS = 5_000

export const createPace = ({ now = () => performance.now(), sleep = wait }: PaceParts = {}): Pace => {
  /** When the pace would be idle, by chat; and of all together. */
  const chats = new Map<string, number>()
  let all = 0
  const held = new Map<string, number>()
  let heldAll = 0

  const holdOf = (chat: string): number => Math.max(heldAll, held.get(chat) ?? 0) - now()

  const forgetOld = (): void => {
    for (const kept of [chats, held]) {
      if (kept.size <= MOST_CHATS) continue
      for (const [chat, until] of kept) if (until <= now()) kept.delete(chat)
    }
  }

  /** How long until it may be sent, ms. */
  const waitOf = (chat: string, isAnswer: boolean): number => {
    const mine = (chats.get(chat) ?? 0) - BURST_CHAT - now()
    const everybodys = all - (isAnswer ? BURST : BURST_MAILINGS) - now()
    return Math.max(mine, everybodys, holdOf(chat))
  }

  return {
    turn: async (chat, isAnswer) => {
      forgetOld()
      const began = now()
      for (;;) {
        const ms = waitOf(chat, isAnswer)
        if (ms <= 0) break
        if (now() + ms - began > PATIENCE) throw new DeliveryError('paced', true, Math.ceil(ms))
        await sleep(Math.min(ms, isAnswer ? ms : Math.max(ms, LOOK_AGAIN)))
      }
      chats.set(chat, Math.max(chats.get(chat) ?? 0, now()) + APART_CHAT)
      all = Math.max(all, now()) + APART
    },
    hold: (chat, ms) => {
      const until = now() + ms
      // Telegram does not say whom it means. Where another chat is held too, it means all of us.
      const others = [...held].some(([other, end]) => other !== chat && end > now())
      held.set(chat, Math.max(until, held.get(chat) ?? 0))
      if (others) heldAll = Math.max(heldAll, until)
    },
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
