// How likely a session of the file ends in an order, by the model that was trained on the whole of its columns.
import { readFileSync } from 'node:fs'
import { type ChanceModel, chanceOf } from './chance-model.ts'
import { numbersOf, type Rates, ratesIn } from './file-features.ts'
import { fromBytes } from './model-file.ts'
import type { Session } from './session.ts'

export const FILE_MODEL = new URL('./model/sessions.bin', import.meta.url)

let held: { readonly model: ChanceModel; readonly rates: Rates } | null = null

/** 0..1. The model is read at first use. Throws what the file system throws where it is missing. */
export function buysIn(told: Session): number {
  if (!held) {
    const { model, about } = fromBytes(readFileSync(FILE_MODEL))
    held = { model, rates: about as Rates }
  }
  return chanceOf(held.model, [...numbersOf(told), ...ratesIn(told, held.rates)])
}
