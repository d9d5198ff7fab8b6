// `winback codes` as a shop runs it: a real process on a data folder of its own.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../server.ts'
import { newShop } from './import-run.ts'

const FILE =
  'code;note\nPartner-0001;a\npartner0001;b\n\nab-1;c\nFUCK-12345;d\nОСІНЬ-77;e\nBAD!CODE99;f\nPARTNER-0002;g\n'
const REFUSED = [
  { line: 3, why: 'it stands in line 2 already' },
  { line: 4, why: 'it is empty' },
  { line: 5, why: 'it has fewer than 5 symbols, so that it could be guessed' },
  { line: 6, why: 'a bad word can be read in it' },
  { line: 8, why: 'it has symbols other than letters, digits, "-", "_" and "."' },
]

const shopWith = (files: Readonly<Record<string, string | Buffer>>) => {
  const folder = newFolder()
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return newShop(folder)
}

describe('winback codes', () => {
  it('takes a file into a pool, line by line, and a second run adds nothing', async () => {
    const shop = shopWith({ 'codes.csv': FILE, 'codes.csv.gz': gzipSync(FILE) })
    const dry = await shop.winback([
      'codes',
      'import',
      'codes.csv',
      '--pool',
      'partner',
      '--dry-run',
      '--json',
    ])
    expect(JSON.parse(dry.stdout)).toMatchObject({ dry_run: true, added: 3, refused: 5 })
    const first = await shop.winback(['codes', 'import', 'codes.csv.gz', '--pool', 'partner', '--json'])
    expect(first.code).toBe(2)
    expect(JSON.parse(first.stdout)).toMatchObject({ read: 8, added: 3, refused: 5, refused_lines: REFUSED })
    const again = await shop.winback(['codes', 'import', 'codes.csv', '--pool', 'partner', '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, unchanged: 3, refused: 5 })
    const other = await shop.winback(['codes', 'import', 'codes.csv', '--pool', 'other', '--json'])
    expect(JSON.parse(other.stdout).refused_lines).toContainEqual({
      line: 9,
      why: 'it is in the pool partner already',
    })
    expect((await shop.winback(['codes', 'pools'])).stdout).toMatch(/^pool +left +used.*\npartner +3 +0 /)
    for (const file of readdirSync(join(shop.folder, 'data')))
      expect(readFileSync(join(shop.folder, 'data', file)).includes('0002')).toBe(false)
  })

  it('takes bare lines from standard input, with an end', async () => {
    const shop = shopWith({})
    const args = ['codes', 'import', '-', '--pool', 'bare', '--until', '2099-01-31']
    const done = await shop.winback(args, 'CODE-0001\r\nCODE-0002')
    expect([done.code, done.stdout]).toEqual([0, expect.stringMatching(/added +2/)])
    expect(done.stderr).toContain('No offer draws from the pool bare yet')
  })

  it('says what is wrong with what was asked', async () => {
    const shop = shopWith({ 'empty.csv': 'code\n' })
    const says = async (...args: readonly string[]) => {
      const { code, stderr } = await shop.winback(['codes', 'import', ...args])
      return [code, stderr.trim().split('\n')[0]]
    }
    expect(await says('none.csv', '--pool', 'p')).toEqual([1, 'There is no file none.csv'])
    expect(await says('empty.csv', '--pool', 'p')).toEqual([1, 'empty.csv holds no codes'])
    expect((await says('empty.csv', '--pool', 'Два'))[1]).toContain('small Latin letters')
    expect((await says('empty.csv', '--pool', 'p', '--until', '2020-01-01'))[1]).toContain(
      'has passed already',
    )
    expect((await shop.winback(['codes', 'pools'])).stdout).toContain('There are no pools')
  })
})
