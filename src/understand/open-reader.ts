// The one reader of a process: its models are loaded at first use, and what it remembers serves everybody.
import { loadModel } from './models.ts'
import { Reader } from './read.ts'

let opened: Reader | undefined

/** Throws what the file system throws where a model's file is missing. */
export const openReader = (): Reader => {
  opened ??= new Reader(loadModel('writing'), loadModel('meaning'))
  return opened
}
