// What runs in browsers, bundled at start and kept in the data folder under its content's hash: made once for each
// version. Knows no routes; esbuild is loaded only when there is something to make.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE = join(import.meta.dirname, '../browser')

/** name -> its entrance in src/browser. */
const MADE = {
  'widget.js': 'widget/main.ts',
  'widget/panel.js': 'widget/panel/main.ts',
  'shop.js': 'shop/main.ts',
  'shop.css': 'shop/shop.css',
  'desk.js': 'desk/main.ts',
  'desk.css': 'desk/desk.css',
  'board.js': 'board/main.ts',
  'board.css': 'board/board.css',
} as const
const COPIED = {
  'shop.html': 'shop/shop.html',
  'desk.html': 'desk/desk.html',
  'board.html': 'board/board.html',
} as const

export type Bundle = Readonly<Record<keyof typeof MADE | keyof typeof COPIED, string>>

export const openBundle = async (data: string): Promise<Bundle> => {
  const folder = join(data, 'browser')
  const made = join(folder, hashOf(SOURCE))
  if (!existsSync(made)) await make(folder, made)
  const entries = [
    ...Object.keys(MADE).map((name) => [name, readFileSync(join(made, name), 'utf8')]),
    ...Object.entries(COPIED).map(([name, from]) => [name, readFileSync(join(SOURCE, from), 'utf8')]),
  ]
  return Object.fromEntries(entries) as Bundle
}

/** Made beside its place and then moved there: a start that was cut short leaves nothing half made. */
const make = async (folder: string, made: string): Promise<void> => {
  const { build, stop } = await import('esbuild')
  rmSync(folder, { recursive: true, force: true })
  const fresh = `${made}.${process.pid}`
  mkdirSync(fresh, { recursive: true })
  try {
    await build({
      entryPoints: Object.entries(MADE).map(([name, from]) => ({
        in: join(SOURCE, from),
        out: name.replace(/\.\w+$/, ''),
      })),
      outdir: fresh,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
    })
    renameSync(fresh, made)
  } finally {
    await stop()
  }
}

const hashOf = (folder: string): string => {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).toSorted(byPath)) {
    if (!file.isFile()) continue
    hash
      .update(`${join(file.parentPath, file.name)}\n`)
      .update(readFileSync(join(file.parentPath, file.name)))
  }
  return hash.digest('hex').slice(0, 16)
}

const byPath = (a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number =>
  join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1
