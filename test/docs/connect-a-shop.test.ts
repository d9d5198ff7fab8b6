// docs/CONNECT-A-SHOP.md, done word for word: its commands in a shell, its files as files, its shop in a browser.
// Only `npm ci` is left out: the packages are those of this folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, NO_CHROMIUM } from '../browser/chromium.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = readFileSync(join(ROOT, 'docs/CONNECT-A-SHOP.md'), 'utf8')
const BLOCK = /^```(\w*) ?(\S*)\n([\s\S]*?)^```/gm

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/** What a clone holds. */
const copyProject = (to: string): void => {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const file of listed.split('\n').filter((file) => /^(src|flows|locales|package\.json)/.test(file))) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(ROOT, file), join(to, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'))
}

/** One shell for all commands, as a reader has one terminal. */
const openShell = (cwd: string, env: NodeJS.ProcessEnv) => {
  const shell = spawn('bash', ['-e'], { cwd, env })
  let out = ''
  let all = ''
  shell.stdout.on('data', (data) => {
    out += data
    all += data
  })
  shell.stderr.on('data', (data) => {
    all += data
  })
  let count = 0
  return {
    run: async (text: string): Promise<string> => {
      const end = `--end-${++count}--`
      out = ''
      shell.stdin.write(`${text}\necho ${end}\n`)
      await expect.poll(() => out.includes(end) || shell.exitCode !== null, { timeout: 60_000 }).toBe(true)
      if (shell.exitCode !== null) throw new Error(`${text}\nended with ${shell.exitCode}:\n${all}`)
      return out.slice(0, out.indexOf(end))
    },
    end: () => shell.kill(),
  }
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const why = NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''
describe.skipIf(NO_CHROMIUM)(`connecting a shop, word for word${why}`, () => {
  let above: string
  let folder: string
  let browser: Browser
  let shell: ReturnType<typeof openShell>
  let ports: { winback: number; shop: number }
  const started: ChildProcess[] = []

  beforeAll(async () => {
    above = mkdtempSync(join(tmpdir(), 'winback-connect-'))
    folder = join(above, 'winback')
    copyProject(folder)
    ports = { winback: await freePort(), shop: await freePort() }
    shell = openShell(folder, environment())
    browser = await launchChromium()
  })
  afterAll(async () => {
    shell?.end()
    for (const { pid } of started) if (pid) process.kill(-pid, 'SIGKILL')
    await browser?.close()
    rmSync(above, { recursive: true, force: true })
  })

  /** The page's own ports may be taken here. */
  const here = (text: string): string =>
    text.replaceAll('8080', String(ports.winback)).replaceAll('3000', String(ports.shop))
  const environment = () => ({ PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(ports.winback) })

  const start = async (text: string, url: string): Promise<void> => {
    const child = spawn('bash', ['-c', text], {
      cwd: folder,
      env: environment(),
      detached: true,
      stdio: 'ignore',
    })
    started.push(child)
    await expect.poll(() => answers(url), { timeout: 30_000 }).toBe(true)
  }

  const buy = async (): Promise<void> => {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    page.setDefaultTimeout(15_000)
    await page.goto(`http://localhost:${ports.shop}`)
    const hinted = page.waitForResponse((response) => response.url().endsWith('/v1/track'))
    await page.getByRole('button', { name: 'Lamp' }).click()
    expect((await hinted).status()).toBe(200)
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat textarea').fill('can I have a discount?')
    await page.locator('winback-chat textarea').press('Enter')
    await page.locator('winback-chat').getByRole('button', { name: 'Apply for me' }).click()
    expect(await page.locator('input[name=code]').inputValue()).toMatch(/^ZT-/)
    await page.getByRole('button', { name: 'Order' }).click()
    await page.getByText('To pay: 1071').waitFor()
    await page.getByRole('button', { name: 'Order' }).click()
    await page.getByText('This code has been used').waitFor()
  }

  const hint = async (html: string): Promise<void> => {
    const page = await (await browser.newContext()).newPage()
    const statuses: number[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('/v1/track')) statuses.push(response.status())
    })
    await page.goto(`http://localhost:${ports.shop}`)
    await page.evaluate(
      (script) => {
        const element = document.createElement('script')
        element.textContent = script
        document.body.append(element)
      },
      html.replace(/<\/?script>/g, ''),
    )
    // The four of the page, and the chat's own sign that a line was removed.
    await expect.poll(() => statuses.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
  }

  it('every step does what the page says', async () => {
    let said = ''
    for (const [, kind, name, written = ''] of PAGE.matchAll(BLOCK)) {
      const text = here(written)
      if (kind === 'js' && name) writeFileSync(join(folder, name), text)
      if (kind === 'html' && text.includes('winback.push')) await hint(text)
      if (kind === 'json') expect(said.trim().split(/\n|(?<=\})(?=\{)/)).toEqual(text.trim().split('\n'))
      if (kind !== 'sh') continue
      if (name !== 'start') said = await shell.run(text)
      else if (text.includes('npm start')) {
        // Whoever asks for a discount here is not left to chance.
        const asks = join(folder, 'flows/ask_discount.yaml')
        writeFileSync(asks, readFileSync(asks, 'utf8').replace(/^( *holdout:).*$/m, '$1 0%'))
        await start(text, `http://localhost:${ports.winback}/readyz`)
      } else {
        await start(text, `http://localhost:${ports.shop}`)
        await buy()
      }
    }
  }, 180_000)
})
