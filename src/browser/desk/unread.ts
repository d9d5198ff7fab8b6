// Which tickets a shopper has written in since this agent looked. Kept in the browser.
import type { Ticket } from './types.ts'

const keyOf = (agent: string): string => `winback.desk.read.${agent}`
const MOST = 300

export const createUnread = (agent: string) => {
  const read = (): Record<string, number> => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(agent)) ?? '{}') as Record<string, number>
    } catch {
      return {}
    }
  }
  const lastWord = (ticket: Ticket): number => ticket.heard ?? ticket.opened
  return {
    is: (ticket: Ticket): boolean => lastWord(ticket) > (read()[ticket.id] ?? 0),
    /** Looked at just now. */
    look: (ticket: Ticket): void => {
      const all = read()
      if (all[ticket.id] === lastWord(ticket)) return
      const { [ticket.id]: _, ...others } = all
      const kept = Object.entries(others).slice(1 - MOST)
      localStorage.setItem(
        keyOf(agent),
        JSON.stringify({ ...Object.fromEntries(kept), [ticket.id]: lastWord(ticket) }),
      )
    },
  }
}
