// What the browser keeps for the widget, over reloads and for all its tabs. Where storage is refused, this page's
// memory serves. Knows no meaning of what it keeps.

export type Kept = {
  /** For all tabs and days. */
  readonly get: (name: string) => string | null
  readonly put: (name: string, value: string) => void
  /** For this tab only, until it is closed. */
  readonly tab: { readonly get: (name: string) => string | null; readonly put: Kept['put'] }
}

export const PREFIX = 'winback.'

/** Reading `localStorage` may throw by itself: in a frame of another site, or with storage turned off. */
const shelf = (storage: () => Storage): Pick<Kept, 'get' | 'put'> => {
  const memory = new Map<string, string>()
  return {
    get: (name) => {
      try {
        return memory.get(name) ?? storage().getItem(PREFIX + name)
      } catch {
        return null
      }
    },
    put: (name, value) => {
      try {
        storage().setItem(PREFIX + name, value)
        memory.delete(name)
      } catch {
        memory.set(name, value)
      }
    },
  }
}

export const createKept = (): Kept => ({
  ...shelf(() => localStorage),
  tab: shelf(() => sessionStorage),
})
