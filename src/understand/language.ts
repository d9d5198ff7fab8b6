// Which of our languages a text is in. It knows no meanings.
import type { Lang } from '../core/meaning.ts'
import { openReader } from './open-reader.ts'

/** The language that a text shows, also in the wrong alphabet or keyboard layout; else `fallback`. Never throws. */
export const detectLanguage = (text: string, fallback: Lang): Lang =>
  openReader().reading(text, fallback).lang
