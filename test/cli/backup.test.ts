// `winback backup` and `winback restore` as they are run: processes on real folders.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/start/data-folder.ts'
import { writeMark } from '../../src/start/move-mark.ts'
import { openSeal } from '../../src/start/sealing-key.ts'
import { lockDataFolder } from '../../src/stores/sqlite/lock.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { winback } from '../audit/a-shop.ts'
import { newFolder, testConfig } from '../server.ts'
import { runServer } from '../server-process.ts'
import { aCommit, anEvent } from '../stores/contract/making.ts'

const folders: string[] = []
const aFolder = (): string => {
  const folder = newFolder()
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

let shop: string
let file: string
let lines: readonly string[]

beforeAll(async () => {
  shop = aFolder()
  const config = testConfig(shop)
  makeFolder(config.data)
  const seal = openSeal(config)
  const store = await openSqliteStore(join(config.data, 'winback.db'), { sync: 'normal' })
  await store.claim([{ key: 'address:1', owner: 'ann' }])
  await store.commit(aCommit({ key: seal.newKey(), event: anEvent({ id: 'e1' }) }))
  await store.close()
  file = join(shop, 'first.jsonl')
  expect(await winback(shop, ['backup', file])).toMatchObject({ code: 0, stderr: '' })
  lines = readFileSync(file, 'utf8').trimEnd().split('\n')
})

/** Another folder with the shop's key. */
const elsewhere = (): string => {
  const folder = aFolder()
  writeFileSync(join(folder, 'key'), readFileSync(join(shop, 'key')))
  return folder
}

describe('winback backup', () => {
  it('writes beside a running server, and says what is not in the file', async () => {
    const lock = lockDataFolder(join(shop, 'data'), 'now')
    const packed = join(shop, 'beside.jsonl.gz')
    const done = await winback(shop, ['backup', packed])
    lock.release()
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('The sealing key is not in it')])
    expect(done.stdout).toContain('1 shoppers, 1 entries of the journal')
    const text = gunzipSync(readFileSync(packed)).toString()
    expect(text.trimEnd().split('\n').slice(1)).toEqual(lines.slice(1))
    expect(statSync(packed).mode & 0o777).toBe(0o600)
    expect(readdirSync(shop).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('replaces a file only where it is told to', async () => {
    const again = await winback(shop, ['backup', file])
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('--force')])
    expect((await winback(shop, ['backup', file, '--force'])).code).toBe(0)
  })

  it('says where there is no data, or no folder for the file', async () => {
    expect((await winback(aFolder(), ['backup', 'x.jsonl'])).stderr).toContain('There is no data')
    expect((await winback(shop, ['backup', 'nowhere/x.jsonl'])).stderr).toContain('There is no folder')
  })
})

describe('winback restore', () => {
  it('puts all of it into an empty folder, and into no other', async () => {
    const folder = elsewhere()
    const done = await winback(folder, ['restore', file])
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('1 shoppers')])
    const copy = join(folder, 'copy.jsonl')
    await winback(folder, ['backup', copy])
    const again = readFileSync(copy, 'utf8').trimEnd().split('\n')
    const own = again.filter((line) => !line.includes('"kind":"note","name":"move"'))
    expect(own.slice(1, -1)).toEqual(lines.slice(1, -1))
    const twice = await winback(folder, ['restore', file])
    expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('is not empty')])
  })

  const broken = (text: string): string => {
    const path = join(shop, `broken-${Math.random()}.jsonl`)
    writeFileSync(path, text)
    return path
  }

  it.each([
    ['cut off', () => lines.slice(0, -1).join('\n'), /ends at line \d+ without its end/],
    ['cut off within a line', () => lines.join('\n').slice(0, -20), /line \d+: this is no JSON/],
    ['with a line taken out', () => lines.toSpliced(3, 1).join('\n'), /line \d+: \d+ records are spoken of/],
    [
      'with a field of another form',
      () => lines.join('\n').replace('"version":1', '"version":"1"'),
      /line \d+: version/,
    ],
    ['of something else', () => '{"kind":"head","format":2}\n', /line 1: /],
  ])('refuses a file %s before anything is written', async (_name, text, said) => {
    const folder = elsewhere()
    const done = await winback(folder, ['restore', broken(text())])
    expect([done.code, done.stderr]).toEqual([1, expect.stringMatching(said)])
    expect(readdirSync(folder)).not.toContain('data')
  })

  it('refuses without the key, with another key, and beside a server', async () => {
    const folder = elsewhere()
    rmSync(join(folder, 'key'))
    expect((await winback(folder, ['restore', file])).stderr).toContain('There is no sealing key')
    writeFileSync(join(folder, 'key'), Buffer.alloc(32, 9).toString('base64'))
    expect((await winback(folder, ['restore', file])).stderr).toContain('does not open this shop')
    expect(readdirSync(folder)).not.toContain('data')
    const lock = lockDataFolder(join(shop, 'data'), 'now')
    expect((await winback(shop, ['restore', file])).stderr).toContain('is served by')
    lock.release()
  })

  it('a folder where it was ended serves nothing, until the same file is whole there', async () => {
    const folder = elsewhere()
    const config = testConfig(folder)
    makeFolder(config.data)
    openSeal(config)
    expect((await winback(folder, ['restore', file])).code).toBe(0)
    const store = await openSqliteStore(join(config.data, 'winback.db'))
    await writeMark(store.notes, {
      ...{ state: 'arriving', id: 'another file', from: 'a file', since: 'noon', done: 0, digest: '' },
    })
    const server = runServer(folder)
    let said = ''
    server.stderr?.on('data', (text) => {
      said += text
    })
    expect(await new Promise((resolve) => server.once('exit', resolve))).toBe(1)
    expect(said).toContain('is not whole yet')
    await store.close()
  })
})
