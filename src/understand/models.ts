// Where the two trained models lie, and loading them once. It knows nothing of how they are used.
import { readFileSync } from 'node:fs'
import { fromBytes, type LinearModel } from './linear-model.ts'

export const MODEL_FILES = {
  meaning: new URL('./model/model.bin', import.meta.url),
  writing: new URL('./model/writing.bin', import.meta.url),
}

const loaded = new Map<keyof typeof MODEL_FILES, LinearModel>()

/** A model, read at first use (milliseconds). Throws what the file system throws where the file is missing. */
export function loadModel(name: keyof typeof MODEL_FILES): LinearModel {
  const held = loaded.get(name)
  if (held) return held
  const model = fromBytes(readFileSync(MODEL_FILES[name]))
  loaded.set(name, model)
  return model
}
