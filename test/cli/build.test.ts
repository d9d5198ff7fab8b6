// What `npm run build` makes is the same server: it starts from dist/, is ready, reads messages, and finds what it looks for.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { aFolder } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const NODE = join(ROOT, 'node_modules/.bin/node')

it('is built once for the same sources, and reads messages as they do', () => {
  const { folder, remove } = aFolder()
  const root = join(folder, 'product')
  mkdirSync(root)
  for (const name of ['src', 'flows', 'locales', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const run = (args: readonly string[], input = '') =>
    execFileSync(NODE, args, { cwd: root, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] })
  const build = "const { build } = await import('./src/cli/build.ts'); console.log(await build())"
  expect(run(['--input-type=module', '-e', build])).toBe('true\n')
  expect(existsSync(join(root, 'dist/winback.js'))).toBe(true)
  expect(run(['--input-type=module', '-e', build])).toBe('false\n')
  expect(run(['src/cli/quick.js', 'check'])).toContain('flows')
  const said = '{"text":"it is too expensive for me"}\n'
  expect(run(['src/cli/quick.js', 'understand'], said)).toBe(run(['src/cli/winback.ts', 'understand'], said))
  remove()
}, 120_000)
