// What the desk's browser tests share: a server, a browser, shoppers who want an agent, agents at their desks.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { chat, clientOf } from '../http/client.ts'
import { TARAS } from '../http/desk-client.ts'
import { startServer } from '../server.ts'
import { launchChromium } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Axe = { run: (what: object, how: object) => Promise<{ violations: Violation[] }> }
type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }

/** `prepare`: changes the shop's own files before it starts. */
export const openDeskWorld = async (prepare?: (folder: string) => void) => {
  const server = await startServer({}, prepare)
  const browser: Browser = await launchChromium()
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const client = clientOf(server)

  /** A shopper with a cart of this sum who asked for a person, and is heard of as `name`. */
  const wantsAgent = async (name: string, price: number) => {
    const { visitor, token } = await client.visitor()
    await client.shop('/v1/identify', {
      ...{ messageId: randomUUID(), userId: `u-${name}`, anonymousId: visitor },
      traits: { name, email: `${name.toLowerCase()}@example.com`, language: 'en' },
    })
    await client.add(visitor, `item of ${name}`, price)
    const talk = await chat(server, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want to talk to a person' })
    await talk.line((line) => line.text.includes('told a colleague'))
    return { visitor, talk }
  }
  const open = async (how: {
    readonly agent?: { readonly name: string; readonly password: string }
    readonly width?: number
    readonly height?: number
    readonly dark?: boolean
    readonly locale?: string
  }): Promise<Page> => {
    const { agent = server.agent, width = 1300, height = 860, locale = 'en-GB' } = how
    const colorScheme = how.dark ? ('dark' as const) : ('light' as const)
    const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(`${server.url()}/desk`)
    await page.locator('input[name=name]').fill(agent.name)
    await page.locator('input[name=password]').fill(agent.password)
    await page.locator('form .main').click()
    await page.locator('.top .me', { hasText: agent.name }).waitFor()
    return page
  }
  const choose = async (page: Page, name: string): Promise<void> => {
    await page.locator('.ticket', { hasText: name }).click()
    await page.locator('h1', { hasText: name }).waitFor()
  }
  /** What axe finds serious or worse on the page as it stands. */
  const axe = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(AXE)
    const violations = await page.evaluate(async () => {
      const run = (window as unknown as { axe: Axe }).axe.run(document, { resultTypes: ['violations'] })
      return (await run).violations
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
  }
  return {
    ...{ server, client, wantsAgent, open, choose, axe, TARAS },
    tidy: async (): Promise<void> => {
      for (const context of contexts.splice(0)) await context.close()
      expect(faults.splice(0)).toEqual([])
    },
    close: async (): Promise<void> => {
      await browser.close()
      await server.stop()
    },
  }
}

export type DeskWorld = Awaited<ReturnType<typeof openDeskWorld>>
