// A kept rulebook is taken for the same files and the same code only; whatever is odd about it, everything is compiled instead.
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createShelf } from '../../src/rulebook/shelf.ts'
import { keepRulebook } from '../../src/start/kept-rulebook.ts'
import { newFolder } from '../server.ts'

const CODE = 'a build'
const records = { putRulebook: async () => {}, rulebook: async () => null }

let folder: string
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => join(folder, 'rulebook.kept')

/** Starts once; answers whether the rulebook was a kept one, and what says the first text of a flow. */
const start = async (code: string | null = CODE, data = folder) => {
  const kept = keepRulebook(data, code)
  let found: boolean | null = null
  const opened = await createShelf({
    ...{ flowsDir: join(folder, 'flows'), localesDir: join(folder, 'locales'), records },
    ...(kept && {
      kept: {
        put: kept.put,
        find: (sources) => {
          const known = kept.find(sources)
          found = known !== null
          return known
        },
      },
    }),
  })
  if ('problems' in opened) return { found, problems: opened.problems }
  const rulebook = opened.shelf.now()
  return { found, hash: rulebook.hash, says: rulebook.text({ key: 'abandoned_cart.why', args: {} }, 'en') }
}

const edit = (name: string, by: (text: string) => string): void =>
  writeFileSync(join(folder, name), by(readFileSync(join(folder, name), 'utf8')))

it('is there from the second start on, and says the same', async () => {
  const first = await start()
  const second = await start()
  expect([first.found, second.found]).toEqual([false, true])
  expect(second).toEqual({ ...first, found: true })
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).filter((name) => name.startsWith('rulebook.'))).toEqual(['rulebook.kept'])
})

it('is not taken after an edit of a flow or of a text, which is in force at once', async () => {
  const first = await start()
  edit('flows/abandoned_cart.yaml', (text) => `${text}\n# looked at\n`)
  const second = await start()
  expect(second.found).toBe(false)
  expect(second.hash).not.toBe(first.hash)
  edit('locales/en.yaml', (text) => text.replace(first.says!, 'What is in the way?'))
  expect(await start()).toMatchObject({ found: false, says: 'What is in the way?' })
  expect(await start()).toMatchObject({ found: true, says: 'What is in the way?' })
})

it('does not hide a mistake', async () => {
  await start()
  edit('flows/abandoned_cart.yaml', (text) => `${text}\nodd: 1\n`)
  expect((await start()).problems?.[0]?.message).toContain('unknown key')
  expect((await start()).problems?.[0]?.message).toContain('unknown key')
})

it('is of one build only, and where nobody knows which code runs nothing is kept', async () => {
  await start()
  expect((await start('another build')).found).toBe(false)
  expect((await start('another build')).found).toBe(true)
  rmSync(file())
  expect((await start(null)).found).toBeNull()
  expect(readdirSync(folder)).not.toContain('rulebook.kept')
})

it('is passed over where it is damaged anywhere, and made anew', async () => {
  const first = await start()
  const whole = readFileSync(file(), 'utf8')
  const damages = [
    ...[0, 70, 140, 5_000, whole.length - 2].map((at) => `${whole.slice(0, at)}~${whole.slice(at + 1)}`),
    ...['', '\n\n', 'null', whole.slice(0, 9_000), `${whole} `, whole.replace(/.*\n.*\n/, '')],
  ]
  for (const damage of damages) {
    writeFileSync(file(), damage)
    expect(await start()).toEqual(first)
    expect(readFileSync(file(), 'utf8')).toBe(whole)
  }
})

it('is done without where the folder cannot be written', async () => {
  const first = await start()
  rmSync(file())
  const nowhere = join(folder, 'nowhere')
  expect(await start(CODE, nowhere)).toEqual(first)
  expect(await start(CODE, nowhere)).toEqual(first)
  chmodSync(folder, 0o500)
  expect(await start(CODE)).toMatchObject({ hash: first.hash })
  chmodSync(folder, 0o700)
})
