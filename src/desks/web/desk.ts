// The built-in desk as a port: its pages read the store, so that a notice only tells them to look again.
import type { Desk } from '../../ports/desk.ts'

export type WebDesk = Desk & {
  /** Answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void
  /** What the pages show has changed without any ticket's doing: the rules have. */
  readonly changed: () => void
  /** The same, told by another process. */
  readonly heard: () => void
}

export const createWebDesk = (tellOthers: () => void = () => {}): WebDesk => {
  const listeners = new Set<() => void>()
  const heard = (): void => {
    for (const listener of listeners) listener()
  }
  const changed = (): void => {
    heard()
    tellOthers()
  }
  return {
    name: 'web',
    update: async () => changed(),
    changed,
    heard,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
