// What can go wrong with the data file and the files beside it, in words that say what to do. Knows SQLite's result codes
// and the system's, nothing else.

import { type Fault, StoreError } from '../../ports/store-error.ts'

const primaryCode = (error: unknown): number => {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code & 0xff : 0
}

/** Another connection holds the write lock; waiting helps. */
export const isBusy = (error: unknown): boolean => [5, 6].includes(primaryCode(error))

/** Of the journal's files, which are written without SQLite: its result code for what the system says. */
const SYSTEM: Readonly<Record<string, number>> = {
  ...{ ENOSPC: 13, EDQUOT: 13, EIO: 10, EROFS: 8, EACCES: 8, EPERM: 8, EMFILE: 14, ENFILE: 14 },
}

const codeOf = (error: unknown): number => {
  const named = error instanceof Error && 'code' in error ? SYSTEM[String(error.code)] : undefined
  return named ?? primaryCode(error)
}

/** SQLite's error, or the system's, as a StoreError; any other error stays what it is. */
export const faultOf = (error: unknown, path: string): unknown => {
  const because = (code: Fault, advice: string) => new StoreError(code, `${path}: ${advice}`, error)
  switch (codeOf(error)) {
    case 5:
    case 6:
      return because(
        'busy',
        'another process has been writing for too long. Nothing was lost; end that process or try again.',
      )
    case 8:
      return because(
        'readonly',
        'the data may not be written. Open it for writing, and let this account write the file and its folder.',
      )
    case 10:
      return because(
        'io',
        'the disk failed. Nothing was lost of what was answered; check the disk, then restart.',
      )
    case 11:
      return because('damaged', 'the data file is damaged. Stop, keep a copy, and restore the last backup.')
    case 13:
      return because('full', 'the disk is full. Nothing was lost; free some space and it goes on by itself.')
    case 14:
      return because(
        'io',
        'the data file cannot be opened. Does its folder exist, and may this account use it?',
      )
    case 26:
      return because('foreign', 'this file is not a database. Give the path of a Winback data file.')
    default:
      return error
  }
}
