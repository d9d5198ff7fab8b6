// The tests' Chromium: one launch for all, with flags that keep it to itself. Says why where there is none.
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const executablePath = PLACES.find((place) => place !== undefined && existsSync(place))

/** Why browser tests can't run here; null: they can. With WINBACK_TEST_STRICT=1 they fail instead of being skipped. */
export const NO_CHROMIUM: string | null =
  executablePath || process.env.WINBACK_TEST_STRICT === '1' ? null : 'no Chromium on this machine'

export const launchChromium = (): Promise<Browser> => {
  if (!executablePath) throw new Error('WINBACK_TEST_STRICT=1 wants Chromium, and there is none')
  return chromium.launch({ executablePath, args: ARGS, headless: true })
}
