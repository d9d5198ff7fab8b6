import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSeal } from '../../src/start/sealing-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-key-'))
  mkdirSync(join(folder, 'data'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const config = (more: object = {}) => ({
  data: join(folder, 'data'),
  key: null,
  keyFile: join(folder, 'key'),
  storefront: null,
  ...more,
})

describe('the sealing key at start', () => {
  it('is made in demo mode, for its owner alone, and is the same from then on', () => {
    const first = openSeal(config()).hmac('id', 'x')
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600)
    expect(openSeal(config()).hmac('id', 'x')).toBe(first)
  })

  it('is not made for a configured shop', () => {
    expect(() => openSeal(config({ storefront: 'api' }))).toThrow('openssl rand')
    expect(existsSync(join(folder, 'key'))).toBe(false)
  })

  it('that was lost stops the start, and no new one is made over the data', () => {
    openSeal(config())
    rmSync(join(folder, 'key'))
    expect(() => openSeal(config())).toThrow("can't be opened without it")
    expect(existsSync(join(folder, 'key'))).toBe(false)
  })

  it('that is another one is refused', () => {
    openSeal(config())
    writeFileSync(join(folder, 'key'), Buffer.alloc(32, 9).toString('base64'))
    expect(() => openSeal(config())).toThrow('another key')
    expect(() => openSeal(config({ key: Buffer.alloc(32, 8) }))).toThrow('another key')
  })

  it('lies outside the data folder', () => {
    expect(() => openSeal(config({ keyFile: join(folder, 'data', 'key') }))).toThrow(
      'outside the data folder',
    )
  })

  it('whose file holds something else is said to be none', () => {
    writeFileSync(join(folder, 'key'), 'hello')
    expect(() => openSeal(config())).toThrow('does not hold a sealing key')
    expect(readFileSync(join(folder, 'key'), 'utf8')).toBe('hello')
  })
})
