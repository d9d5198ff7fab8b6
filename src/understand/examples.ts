// Our own labelled examples, read from YAML for training and measuring: a file is one voice. Never loaded while
// the product runs.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { LABELS, LANGS, type Label, type Lang } from '../core/meaning.ts'

export type Example = {
  readonly text: string
  readonly label: Label
  readonly lang: Lang
  /** Who writes so: the name of the file. */
  readonly voice: string
}

const FOLDER = new URL('./examples/', import.meta.url)

/** All examples under `folder`: by language, voice and label, in the order of the files. Throws on a foreign label. */
export function loadExamples(folder: URL = FOLDER): Example[] {
  return LANGS.flatMap((lang) =>
    readdirSync(new URL(`${lang}/`, folder))
      .filter((name) => name.endsWith('.yaml'))
      .toSorted()
      .flatMap((name) => voiceOf(folder, lang, name)),
  )
}

function voiceOf(folder: URL, lang: Lang, name: string): Example[] {
  const byLabel: Record<string, unknown[]> = parse(readFileSync(new URL(`${lang}/${name}`, folder), 'utf8'))
  const foreign = Object.keys(byLabel).find((label) => !(LABELS as readonly string[]).includes(label))
  if (foreign) throw new Error(`examples/${lang}/${name}: there is no label '${foreign}'`)
  const voice = name.replace(/\.yaml$/, '')
  return LABELS.flatMap((label) =>
    (byLabel[label] ?? []).map((text) => ({ text: String(text), label, lang, voice })),
  )
}

/** A hash of the examples that changes with any of them. */
export function originOf(examples: readonly Example[]): string {
  return createHash('sha256').update(JSON.stringify(examples)).digest('hex')
}
