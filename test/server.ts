// A whole Winback for tests: the real engine on a free port, with a data folder of its own.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../src/config.ts'
import { compose, type Running } from '../src/main.ts'

const ROOT = resolve(import.meta.dirname, '..')

export type TestServer = {
  readonly url: () => string
  readonly folder: string
  readonly pageKey: string
  readonly secretKey: string
  readonly agent: { readonly name: string; readonly password: string }
  readonly about: () => string
  /** Every route of the running app. */
  readonly routes: () => Running['routes']
  readonly retire: () => void
  /** Stops and starts again on the same data and port. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

const KEYS = { pageKey: 'pk_test_0123456789abcdef', secretKey: 'sk_test_0123456789abcdef' }
const AGENTS = [
  { name: 'olena', password: 'correct horse' },
  { name: 'taras', password: 'battery staple' },
] as const

/** The shop's own flows, with nobody held out: a test's shopper is not left to chance. */
const copyRules = (folder: string): void => {
  cpSync(join(ROOT, 'flows'), join(folder, 'flows'), { recursive: true })
  cpSync(join(ROOT, 'locales'), join(folder, 'locales'), { recursive: true })
  for (const flow of [
    'abandoned_cart',
    'ask_discount',
    'hesitation',
    'large_order',
    'signed_in',
    'welcome',
  ]) {
    const file = join(folder, 'flows', `${flow}.yaml`)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^( *holdout:).*$/m, '$1 0%'))
  }
}

export const testConfig = (folder: string, more: Readonly<Record<string, string>> = {}): Config =>
  readConfig({
    PORT: '0',
    WINBACK_DATA: join(folder, 'data'),
    WINBACK_FLOWS: join(folder, 'flows'),
    WINBACK_LOCALES: join(folder, 'locales'),
    WINBACK_KEY_FILE: join(folder, 'key'),
    WINBACK_PAGE_KEY: KEYS.pageKey,
    WINBACK_SECRET_KEY: KEYS.secretKey,
    WINBACK_AGENTS: AGENTS.map(({ name, password }) => `${name}:${password}`).join(','),
    WINBACK_LOG: 'error',
    ...more,
  })

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-test-'))
  copyRules(folder)
  return folder
}

/** `prepare`: changes the shop's own files before it starts. */
export const startServer = async (
  more: Readonly<Record<string, string>> = {},
  prepare: (folder: string) => void = () => {},
  adapters?: Parameters<typeof compose>[1],
): Promise<TestServer> => {
  const folder = newFolder()
  prepare(folder)
  const config = testConfig(folder, more)
  let running: Running = await compose(config, adapters)
  return {
    ...KEYS,
    folder,
    agent: AGENTS[0],
    url: () => running.url,
    about: () => running.about,
    routes: () => running.routes,
    retire: () => running.retire(),
    restart: async () => {
      const port = Number(new URL(running.url).port)
      await running.stop()
      running = await compose({ ...config, port }, adapters)
    },
    stop: async () => {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
