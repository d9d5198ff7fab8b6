// docs/BENCHMARKS.md: a section for each benchmark between marks; those that were not run stay as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Bench, Told } from './bench.ts'
import { tableOf } from './table.ts'

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/BENCHMARKS.md')
const begin = (name: string): string => `<!-- begin ${name}: written by npm run bench -- ${name} -->`
const end = (name: string): string => `<!-- end ${name} -->`

/** What a section says; `on`: the machine, `rounds` and the day. */
export const sectionOf = ({ name, about }: Bench, told: Told, on: string): string => {
  const { rows, notes = [], lines = [] } = told
  return [
    ...[begin(name), `## ${name}`, '', about, '', `\`npm run bench -- ${name}\``, ''],
    ...(rows.length > 0 ? [...tableOf(rows), ''] : []),
    ...(lines.length > 0 ? ['```', ...lines, '```', ''] : []),
    ...notes.flatMap((note) => [note, '']),
    ...[`Taken on ${on}.`, end(name)],
  ].join('\n')
}

/** The document with this section put in: in its place where it was before, else at the end. */
export const withSection = (document: string, name: string, section: string): string => {
  const from = document.indexOf(begin(name))
  const to = document.indexOf(end(name))
  if (from === -1 || to === -1) return `${document.trimEnd()}\n\n${section}\n`
  return document.slice(0, from) + section + document.slice(to + end(name).length)
}

/** `file`: another than the project's own, for tests. */
export const writeSection = (bench: Bench, told: Told, on: string, file = join(DOCUMENT)): void => {
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), bench.name, sectionOf(bench, told, on)))
}
