// What the browser keeps for the widget: the token, what was seen, what was not heard yet. Works without storage too.
import type { Word } from './wire.ts'

const memory = new Map<string, string>()

const read = (storage: () => Storage, name: string): string | null => {
  try {
    return storage().getItem(`winback.${name}`)
  } catch {
    return memory.get(name) ?? null
  }
}

const write = (storage: () => Storage, name: string, value: string): void => {
  try {
    storage().setItem(`winback.${name}`, value)
  } catch {
    memory.set(name, value)
  }
}

const local = (): Storage => localStorage
const session = (): Storage => sessionStorage

const wordsOf = (text: string | null): Word[] => {
  try {
    const words: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(words) ? words : []
  } catch {
    return []
  }
}

export const kept = {
  token: () => read(local, 'token'),
  keepToken: (token: string) => write(local, 'token', token),
  /** The number of the last line that the shopper had before its eyes. */
  seen: () => Number(read(local, 'seen') ?? 0),
  keepSeen: (seq: number) => write(local, 'seen', String(seq)),
  /** The language that the server was told. */
  told: () => read(local, 'told'),
  keepTold: (lang: string) => write(local, 'told', lang),
  isOpen: () => read(session, 'open') === '1',
  keepOpen: (open: boolean) => write(session, 'open', open ? '1' : '0'),
  unheard: () => wordsOf(read(session, 'unheard')),
  keepUnheard: (words: readonly Word[]) => write(session, 'unheard', JSON.stringify(words)),
}
