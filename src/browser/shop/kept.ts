// What the browser keeps for the shop's page. Whatever lies there, the page goes on: another program may have written it.

const local = (): Storage => localStorage
const session = (): Storage => sessionStorage

const get = (storage: () => Storage, name: string): unknown => {
  try {
    const text = storage().getItem(`demo.${name}`)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
const set = (storage: () => Storage, name: string, value: unknown): void => {
  try {
    if (value === null) storage().removeItem(`demo.${name}`)
    else storage().setItem(`demo.${name}`, JSON.stringify(value))
  } catch {
    // full or forbidden: then it lives as long as the page
  }
}

export const kept = {
  read: (name: string): unknown => get(local, name),
  keep: (name: string, value: unknown): void => set(local, name, value),
  /** Plain text, not JSON. */
  readText: (name: string): string | null => {
    try {
      return localStorage.getItem(`demo.${name}`)
    } catch {
      return null
    }
  },
  keepText: (name: string, text: string): void => {
    try {
      localStorage.setItem(`demo.${name}`, text)
    } catch {
      // as above
    }
  },
  /** For this tab only. */
  readHere: (name: string): unknown => get(session, name),
  keepHere: (name: string, value: unknown): void => set(session, name, value),
  /** Called when another tab has changed it. */
  onOthers: (name: string, listener: () => void): void =>
    addEventListener('storage', (event) => {
      if (event.key === `demo.${name}` || event.key === null) listener()
    }),
}
