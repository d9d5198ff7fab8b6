// The built-in desk as a port: its pages read the store, so that a notice only tells them to look again.
import type { Desk } from '../../ports/desk.ts'

export type WebDesk = Desk & {
  /** Answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void
  /** What the pages show has changed without any ticket's doing: the rules have. */
  readonly changed: () => void
}

export const createWebDesk = (): WebDesk => {
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    name: 'web',
    update: async () => changed(),
    changed,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
