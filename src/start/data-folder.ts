// The data folder at start: made, writable, ours alone. Says in a sentence what is in the way.
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type FolderLock, lockDataFolder } from '../stores/sqlite/lock.ts'
import { StartError } from './start-error.ts'

/** Folder by folder: made in one go, one that can't be, such as /proc/x/y, is tried for ever. */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder) && statSync(folder).isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Throws a StartError where it can't be. */
export const makeDataFolder = (folder: string): void => {
  try {
    makeFolder(folder)
  } catch (error) {
    throw startErrorOf(error, folder, 'WINBACK_DATA')
  }
}

export const openDataFolder = (folder: string): FolderLock => {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return lockDataFolder(folder, new Date().toISOString())
  } catch (error) {
    throw startErrorOf(error, folder, 'WINBACK_DATA')
  }
}

/** What the system says about a path, in words, with the setting that names it; a defect stays what it is. */
export const startErrorOf = (error: unknown, path: string, setting: string): unknown => {
  if (!(error instanceof Error)) return error
  if (error.name === 'StoreError') return new StartError(error.message)
  switch ('code' in error ? error.code : null) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartError(`${path} can't be written. Let this account write there, or change ${setting}.`)
    case 'ENOSPC':
      return new StartError(`The disk of ${path} is full. Free some space, then start again.`)
    case 'ENOENT':
      return new StartError(`${path} can't be made there. Change ${setting}.`)
    case 'ENAMETOOLONG':
      return new StartError(`${path} is too long a path. Change ${setting}.`)
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartError(`${path} is not a folder. Change ${setting}.`)
    default:
      return error
  }
}
