// Holds the table of who may import whom, and that there are no cycles. No dependency, no way round.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../../src')

/** Folder -> the folders it may import, npm and node: as `*` of its own SDK. Files of src/ itself go by their name. */
const MAY: Record<string, { src: readonly string[]; npm: boolean; node: boolean }> = {
  core: { src: ['core'], npm: false, node: false },
  ports: { src: ['core', 'ports'], npm: false, node: false },
  text: { src: ['core', 'text'], npm: true, node: false },
  histories: { src: ['core', 'histories'], npm: false, node: false },
  rulebook: { src: ['core', 'text', 'ports', 'rulebook'], npm: true, node: true },
  understand: { src: ['core', 'text', 'ports', 'understand'], npm: true, node: true },
  model: { src: ['core', 'text', 'ports', 'model'], npm: true, node: true },
  guard: { src: ['core', 'text', 'ports', 'guard'], npm: false, node: false },
  runtime: { src: ['core', 'ports', 'text', 'guard', 'runtime'], npm: false, node: false },
  stores: { src: ['core', 'ports', 'text', 'stores'], npm: true, node: true },
  channels: { src: ['core', 'ports', 'text', 'channels'], npm: true, node: true },
  desks: { src: ['core', 'ports', 'text', 'desks'], npm: true, node: true },
  storefronts: { src: ['core', 'ports', 'text', 'storefronts'], npm: true, node: true },
  http: { src: ['core', 'ports', 'runtime', 'http'], npm: true, node: true },
  browser: { src: ['browser', 'core'], npm: true, node: false },
}
/** These leaves never import a sibling. */
const LEAVES = ['stores', 'channels', 'desks', 'storefronts']
/** Composition and what belongs to it. */
const ROOT = new Set(['main.ts', 'cli', 'start', 'config.ts', 'seal.ts'])

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))

const IMPORT =
  /^(import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

type Import = { readonly what: string; readonly typeOnly: boolean }

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => ({
    what: match[3] ?? match[4] ?? '',
    typeOnly: match[2] !== undefined,
  }))

const all = files(SRC)
const place = (file: string): string => relative(SRC, file).split('/')[0] ?? ''

describe('who may import whom', () => {
  it('every file is in a folder of the table or part of the composition', () => {
    const strangers = all.filter(
      (file) => !(place(file) in MAY) && !ROOT.has(place(file)) && relative(SRC, file).includes('/'),
    )
    expect(strangers).toEqual([])
  })

  it('no file imports what its folder may not know', () => {
    const wrong: string[] = []
    for (const file of all) {
      const rule = MAY[place(file)]
      if (!rule) continue
      for (const { what, typeOnly } of importsOf(file)) {
        const named = `${relative(SRC, file)} -> ${what}`
        if (what.startsWith('node:')) {
          // A port may name the shapes of Node's own sockets, and nothing that runs.
          if (!rule.node && !(typeOnly && place(file) === 'ports')) wrong.push(named)
        } else if (!what.startsWith('.')) {
          if (!rule.npm) wrong.push(named)
        } else {
          const target = relative(SRC, resolve(dirname(file), what))
          const folder = target.split('/')[0] ?? ''
          if (!rule.src.includes(folder)) wrong.push(named)
          const mine = relative(SRC, file).split('/')[1]
          if (LEAVES.includes(place(file)) && folder === place(file) && target.split('/')[1] !== mine)
            wrong.push(named)
          if (place(file) === 'browser' && folder === 'core' && !typeOnly) wrong.push(named)
          if (place(file) === 'http' && folder === 'runtime' && !target.endsWith('runtime/engine.ts'))
            wrong.push(named)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('nobody imports main or the command line', () => {
    const wrong = all.filter(
      (file) =>
        !ROOT.has(place(file)) &&
        importsOf(file).some(({ what }) =>
          /(^|\/)(main\.ts|cli\/|start\/)/.test(relative(SRC, resolve(dirname(file), what))),
        ),
    )
    expect(wrong).toEqual([])
  })

  it('core asks no clock, no chance and no host but Intl in local-time.ts', () => {
    const wrong = all.filter((file) => {
      if (place(file) !== 'core') return false
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const timed =
        /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bcrypto\b|\bprocess\b|\bglobalThis\b|\bperformance\b/.test(
          code,
        )
      return timed || (/\bIntl\b/.test(code) && !file.endsWith('local-time.ts'))
    })
    expect(wrong).toEqual([])
  })

  it('there are no cycles', () => {
    const graph = new Map(
      all.map((file) => [
        file,
        importsOf(file)
          .filter(({ what }) => what.startsWith('.'))
          .map(({ what }) => resolve(dirname(file), what))
          .filter((target) => existsSync(target)),
      ]),
    )
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: string[]): void => {
      const at = path.indexOf(file)
      if (at >= 0) {
        cycles.push([...path.slice(at), file].map((one) => relative(SRC, one)).join(' -> '))
        return
      }
      if (done.has(file)) return
      for (const target of graph.get(file) ?? []) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of all) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('no file only re-exports', () => {
    expect(all.filter((file) => file.endsWith('/index.ts'))).toEqual([])
  })
})
