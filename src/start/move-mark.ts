// Whether a store is where its shop is: a note in the store itself says that the shop is being copied away or was moved,
// or that it has not arrived whole. Whoever would serve such a store is told what to do instead.
import type { Notes } from '../ports/notes.ts'
import { StartError } from './start-error.ts'

/** The name of the note; it never travels with the shop. */
export const MOVE_MARK = 'move'

/** `id`: of one move, the same at both ends. Times ISO 8601; `to` and `from` in words. */
export type MoveMark =
  | { readonly state: 'leaving'; readonly id: string; readonly to: string; readonly since: string }
  | { readonly state: 'moved'; readonly id: string; readonly to: string; readonly since: string }
  | {
      readonly state: 'arriving'
      readonly id: string
      readonly from: string
      readonly since: string
      /** So many records are here for certain, and the digest of these. */
      readonly done: number
      readonly digest: string
    }
  /** It is here, and works: it arrived whole (with that digest), or stayed after all. */
  | { readonly state: 'here'; readonly id: string; readonly digest?: string }
  /** A copy that was given up: the shop stayed where it was. */
  | { readonly state: 'given_up'; readonly id: string; readonly from: string }

export const readMark = async (notes: Notes): Promise<MoveMark | null> => {
  const note = await notes.get(MOVE_MARK)
  return note ? (JSON.parse(note.value) as MoveMark) : null
}

export const writeMark = async (notes: Notes, mark: MoveMark): Promise<void> => {
  for (;;) {
    const before = await notes.get(MOVE_MARK)
    if (await notes.put(MOVE_MARK, before?.version ?? 0, JSON.stringify(mark))) return
  }
}

const sentenceOf = (mark: MoveMark): string | null => {
  switch (mark.state) {
    case 'here':
      return null
    case 'leaving':
      return `This shop is being moved to ${mark.to} since ${mark.since}. Finish it (winback migrate ... --resume) or take it back (--undo).`
    case 'moved':
      return `This shop was moved to ${mark.to} at ${mark.since} and goes on there. Point the settings there; to take it back see winback migrate --help.`
    case 'arriving':
      return `A shop is arriving here from ${mark.from} since ${mark.since} and is not whole yet. Run that command again (winback migrate ... --resume, or winback restore with the same file).`
    case 'given_up':
      return `Here lies part of a shop that stayed at ${mark.from} after all. Use another place, or empty this one.`
  }
}

/**
 * Throws a StartError where this store is not to be served; or, to be `read`, where what is in it is old or not whole: as
 * long as the shop is being copied away, it still is what it was.
 */
export const refuseMoved = async (notes: Notes, read?: 'read'): Promise<void> => {
  const mark = await readMark(notes)
  const sentence = mark && !(read && mark.state === 'leaving') ? sentenceOf(mark) : null
  if (sentence) throw new StartError(sentence)
}
