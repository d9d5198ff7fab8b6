// The files that say which key a shop is sealed with, for several machines on one store: the store has the copy that
// counts. They hold nothing but what is sealed. Knows no store but its notes.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Notes } from '../ports/notes.ts'
import { makeDataFolder } from './data-folder.ts'
import { KEY_FILES, writeWhole } from './key-ring.ts'
import { StartError } from './start-error.ts'

/** Notes of this name stay in their store: the files of the folder go with a shop that moves. */
export const KEY_NOTE = 'key-file:'

const nameOf = (file: string): string => KEY_NOTE + file

/** The folder's files are the store's from now on; what the store never had stays as it is. */
export const pullKeyFiles = async (notes: Pick<Notes, 'get'>, data: string): Promise<void> => {
  // On a machine where no server ever ran there is none yet.
  makeDataFolder(data)
  for (const file of KEY_FILES) {
    const note = await notes.get(nameOf(file))
    if (note === null) continue
    if (note.value === '') rmSync(join(data, file), { force: true })
    else writeWhole(join(data, file), note.value)
  }
}

/** The store's are the folder's from now on, in the order in which they were written. Throws where two do so at once. */
export const pushKeyFiles = async (notes: Notes, data: string): Promise<void> => {
  for (const file of KEY_FILES) {
    const path = join(data, file)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const note = await notes.get(nameOf(file))
    if ((note?.value ?? '') === text) continue
    if (!(await notes.put(nameOf(file), note?.version ?? 0, text)))
      throw new StartError('Another process began with this store at the same moment. Start this one again.')
  }
}
