// Notes of the whole shop: changed only by whoever read the version that stands, in one slot with their journal.
import type { Note, Notes } from '../../ports/notes.ts'
import { entryDigest } from './chain.ts'
import type { Redis } from './connect.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'

const PUT = makeScript('note-put', { fragments: ['journal'] })
const KEYS = [shopKey('notes'), shopKey('meta'), shopKey('journal')]

export const readNote = (text: string): Note => {
  const end = text.indexOf('\n')
  return { version: Number(text.slice(0, end)), value: text.slice(end + 1) }
}

export const noteText = ({ version, value }: Note): string => `${version}\n${value}`

export const createNotes = (redis: Redis, writing: () => () => Promise<void>): Notes => ({
  get: async (name) => {
    const text = await redis.read<string | null>(KEYS[0]!, 'HGET', KEYS[0]!, name)
    return text === null ? null : readNote(text)
  },
  put: async (name, expects, value, journal) => {
    const said = journal ? [`${journal.at}`, journal.entry, entryDigest(journal.entry)] : []
    const written = writing()
    const did = await redis.run<number>(PUT, KEYS, [name, `${expects}`, value, ...said])
    if (did === 1) await written()
    return did === 1
  },
})
