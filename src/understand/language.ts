// Which language a message is in.
import type { Lang } from '../core/meaning.ts'
import { loadModel } from './models.ts'
import { plain } from './normalise.ts'
import { Reader } from './read.ts'

/** The language of any text; `fallback` where the text does not show it. */
export function detectLanguage(text: string, fallback: Lang): Lang {
  return new Reader(loadModel('writing'), loadModel('meaning')).reading(plain(text), fallback).lang
}
