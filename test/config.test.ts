import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, VARIABLES } from '../src/config.ts'
import { hashPassword, isPassword, readAgents } from '../src/start/agent-logins.ts'

const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the settings', () => {
  it('need nothing for the demo, which is reached from this machine only', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      storefront: null,
      key: null,
      log: 'warn',
    })
  })

  it('tell every fault at once, with what to do', () => {
    const said = faultsOf({
      PORT: 'x',
      WINBACK_KEY: 'short',
      WINBACK_ORIGINS: 'shop.example',
      WINBACK_LOGS: 'info',
    })
    for (const name of ['PORT', 'WINBACK_KEY', 'WINBACK_ORIGINS', 'WINBACK_LOGS'])
      expect(said).toContain(name)
    expect(said).toContain('openssl rand -base64 32')
  })

  it('make nothing up for a configured shop: keys and agents are wanted, all at once', () => {
    const said = faultsOf({ WINBACK_STOREFRONT: 'api' })
    for (const name of ['WINBACK_PAGE_KEY', 'WINBACK_SECRET_KEY', 'WINBACK_AGENTS'])
      expect(said).toContain(name)
  })

  it('take an empty value for none, so that a copied .env.example changes nothing', () => {
    const file = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')
    const pairs = file
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split('=') as [string, string])
    expect(readConfig(Object.fromEntries(pairs))).toEqual(readConfig({}))
  })

  it('stand in .env.example, every one of them and no other', () => {
    const file = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')
    const listed = [...file.matchAll(/^([A-Z_]+)=/gm)].map((found) => found[1])
    expect(listed.toSorted()).toEqual(Object.keys(VARIABLES.shape).toSorted())
  })

  it('take a key as base64 or hex', () => {
    const key = Buffer.alloc(32, 7)
    expect(readConfig({ WINBACK_KEY: key.toString('base64') }).key).toEqual(key)
    expect(readConfig({ WINBACK_KEY: key.toString('hex') }).key).toEqual(key)
  })
})

describe("agents' passwords", () => {
  it('are kept as hashes, whether they came plain or hashed', async () => {
    const { agents, faults } = readAgents(['Olena:correct horse', `Taras:${hashPassword('battery staple')}`])
    expect(faults).toEqual([])
    expect(JSON.stringify(agents)).not.toMatch(/horse|staple/)
    expect(await isPassword(agents[0]!, 'correct horse')).toBe(true)
    expect(await isPassword(agents[1]!, 'battery staple')).toBe(true)
    expect(await isPassword(agents[1]!, 'correct horse')).toBe(false)
  })

  it('must be long enough, and each name stands once', () => {
    const { faults } = readAgents(['a:short', 'b:long enough', 'b:long enough', 'nobody'])
    expect(faults).toHaveLength(3)
  })
})
