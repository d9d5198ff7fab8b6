// The built-in desk as a port: its pages read the store, so that a notice only tells them to look again.
import type { Desk } from '../../ports/desk.ts'

export type WebDesk = Desk & {
  /** Called with the ticket's id; answers how to stop listening. */
  readonly onChange: (listener: (ticket: string) => void) => () => void
}

export const createWebDesk = (): WebDesk => {
  const listeners = new Set<(ticket: string) => void>()
  return {
    name: 'web',
    update: async (ticket) => {
      for (const listener of listeners) listener(ticket.id)
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
