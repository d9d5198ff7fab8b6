// Holds README and docs true: what they name exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const pages = ['README.md', ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })]
  .filter((path) => path.endsWith('.md'))
  .map((path) => (path === 'README.md' ? path : join('docs', path)))
const { scripts, dependencies, version } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  version: string
}

describe('README and docs', () => {
  it('README opens with the two commands that do everything', () => {
    const [first, second] = [...read('README.md').matchAll(/npm ci && npm (start|test)/g)].map(
      (match) => match[1],
    )
    expect([first, second]).toEqual(['start', 'test'])
  })

  it('every npm script they name is there', () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map((match) => match[1] ?? ''),
    )
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('every file and page they link to is there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(resolve(ROOT, dirname(page), target)))
        .map((target) => `${page} -> ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('every path in backquotes under src, test, flows, locales or docs is there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/`((?:src|test|flows|locales|docs)\/[\w./-]*\w)`/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${page}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('every verb of the command line that they show is there', () => {
    const verbs = readdirSync(join(ROOT, 'src/cli'))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -3))
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/winback -- ([a-z]+)/g)].map((match) => match[1] ?? ''),
    )
    expect(named.filter((verb) => !verbs.includes(verb))).toEqual([])
  })

  it('ARCHITECTURE names every folder of src, and is one page', () => {
    const text = read('docs/ARCHITECTURE.md')
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(folders.map(({ name }) => name).filter((name) => !text.includes(`src/${name}`))).toEqual([])
    expect(text.split('\n').length).toBeLessThan(90)
  })

  it('DEPENDENCIES gives a reason for every dependency, and for no other', () => {
    const text = read('docs/DEPENDENCIES.md')
    const named = [...text.matchAll(/^\| ([@\w/., -]+?) \|/gm)].flatMap((match) =>
      (match[1] ?? '').split(', '),
    )
    expect(named.filter((name) => name !== 'package').sort()).toEqual(Object.keys(dependencies).sort())
  })

  it('CHANGELOG speaks of this version', () => {
    expect(read('docs/CHANGELOG.md')).toContain(`## ${version}`)
  })

  it('no page names the tools of its making, and no file of sources is left unfinished', () => {
    const odd = pages.filter((page) => /\b(TODO|FIXME|coming soon)\b/i.test(read(page)))
    expect(odd).toEqual([])
  })
})
