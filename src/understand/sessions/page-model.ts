// How likely a visit ends in an order by what the page knows of it so far; the port's answer, made by a small model.
import { readFileSync } from 'node:fs'
import type { SessionSeen } from '../../core/hesitation/session-seen.ts'
import { type ChanceModel, chanceOf } from './chance-model.ts'
import { fromBytes } from './model-file.ts'
import { pageNumbers } from './page-features.ts'

export const PAGE_MODEL = new URL('./model/page.bin', import.meta.url)

let held: ChanceModel | null = null

/** 0..1. The model is read at first use. Throws what the file system throws where it is missing. */
export function buysNow(seen: SessionSeen): number {
  held ??= fromBytes(readFileSync(PAGE_MODEL)).model
  return chanceOf(held, pageNumbers(seen))
}
