// Which of our languages a text is in. It knows no meanings.
import type { Lang } from '../core/meaning.ts'
import { loadModel } from './models.ts'
import { plain } from './normalise.ts'
import { readWriting } from './reading.ts'

/** The language that a text shows, also in the wrong alphabet or keyboard layout; else `fallback`. Never throws. */
export function detectLanguage(text: string, fallback: Lang): Lang {
  return readWriting(loadModel('writing'), plain(text), fallback).lang
}
