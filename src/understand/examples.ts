// Our own labelled examples, read from YAML for training and measuring. Never loaded while the product runs.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { LABELS, LANGS, type Label, type Lang } from '../core/meaning.ts'

export type Example = { readonly text: string; readonly label: Label; readonly lang: Lang }

/** All examples: by language, by label, in the order of the files. Throws on a label that is missing or unknown. */
export function loadExamples(): Example[] {
  return LANGS.flatMap((lang) => {
    const file = readFileSync(new URL(`./examples/${lang}.yaml`, import.meta.url), 'utf8')
    const byLabel: Record<string, unknown[]> = parse(file)
    const foreign = Object.keys(byLabel).find((label) => !(LABELS as readonly string[]).includes(label))
    if (foreign) throw new Error(`examples/${lang}.yaml: there is no label '${foreign}'`)
    return LABELS.flatMap((label) => {
      const texts = byLabel[label]
      if (!texts) throw new Error(`examples/${lang}.yaml: no texts for '${label}'`)
      return texts.map((text) => ({ text: String(text), label, lang }))
    })
  })
}

/** A hash of the examples that changes with any of them. */
export function originOf(examples: readonly Example[]): string {
  return createHash('sha256').update(JSON.stringify(examples)).digest('hex')
}
