// Hostile names, titles, messages and notes at the desk, the board and the chat, in a real browser: no dialog, no script,
// no request to anywhere but the server, and the words stand there as words.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chat } from '../http/client.ts'
import { NO_CHROMIUM } from './chromium.ts'
import { type DeskWorld, openDeskWorld } from './desk-world.ts'

const HOSTILE = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=2</script>',
  '"><svg/onload=window.ran=3>',
  "<iframe srcdoc='<script>parent.ran=4</script>'></iframe>",
  '<a href="javascript:window.ran=5">click</a>',
  '<style>@import url(https://evil.example/x.css)</style><link rel=stylesheet href=https://evil.example/y.css>',
  '<form action=https://evil.example><input name=q autofocus onfocus=window.ran=6></form>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is an attack on templates
  '${window.ran=7}{{constructor.constructor("window.ran=8")()}}',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=9&gt;">',
  '\u202E<img src=//evil.example/z.png>\u2066',
  "';window.ran=10;//`-alert(1)-`",
  '<template><img src=https://evil.example/t.png></template><object data=https://evil.example>',
] as const

/** What a page must not do: asked of everything that it shows and loads. */
const watched = (page: Page, origin: string) => {
  const bad: string[] = []
  page.on('dialog', (dialog) => {
    bad.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(?:data|blob|about):/.test(url)) bad.push(`request ${url}`)
  })
  page.on('console', (said) => {
    if (/Content Security Policy|Trusted/.test(said.text())) bad.push(`console ${said.text()}`)
  })
  return async (): Promise<readonly string[]> => {
    const frames = page.frames().length - 1
    const ran = await page.evaluate(() => (window as unknown as { ran?: unknown }).ran ?? null)
    const placed = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll('script, iframe, object, form[action], a[href^="javascript"], img'),
        ].filter((node) => /ran=|evil\.example/.test(node.outerHTML)).length,
    )
    return [
      ...bad,
      ...(ran === null ? [] : [`ran ${ran}`]),
      ...(placed + frames > 0 ? [`placed ${placed} ${frames}`] : []),
    ]
  }
}

describe.skipIf(NO_CHROMIUM)(`hostile words${NO_CHROMIUM ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let world: DeskWorld
  beforeAll(async () => {
    world = await openDeskWorld()
  })
  afterEach(() => world.tidy())
  afterAll(() => world?.close())

  it('do their worst where a page writes them as markup: what is watched for can be seen', async () => {
    const page = await world.open({})
    await page.goto('about:blank')
    const seen = watched(page, world.server.url())
    await page.setContent(HOSTILE.join(''))
    await expect.poll(async () => (await seen()).join(' ')).toMatch(/request https:\/\/evil.*ran \d/)
  })

  it('in names, titles, messages, notes and reasons do nothing at the desk, at the board and in the chat', async () => {
    const { client, server } = world
    const { visitor, token } = await client.visitor()
    await client.shop('/v1/identify', {
      ...{ messageId: randomUUID(), userId: 'u-hostile', anonymousId: visitor },
      traits: { name: HOSTILE[0], language: 'en', address: HOSTILE[2], region: 'UA' },
    })
    for (const [i, title] of HOSTILE.entries())
      await client.page('/v1/track', {
        ...{ messageId: randomUUID(), event: 'Product Added', anonymousId: visitor },
        properties: {
          ...{ product_id: `p-${i}-${title.slice(0, 20)}`, name: title, category: title.slice(0, 60) },
          ...{ price: 300 + i, quantity: 1, currency: 'UAH' },
        },
      })
    const talk = await chat(server, token)
    for (const text of HOSTILE) {
      talk.say({ kind: 'say', id: randomUUID(), text })
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want to talk to a person' })
    await talk.line((line) => line.text.includes('told a colleague'))

    const page = await world.open({})
    const desk = watched(page, server.url())
    await page.locator('.ticket').first().click()
    await page.locator('.line.shopper', { hasText: HOSTILE[0] }).first().waitFor()
    for (const note of HOSTILE.slice(0, 6)) {
      await page.locator('#write').fill(note)
      await page.keyboard.press('Control+Enter')
      await page.locator('.line.note', { hasText: note }).first().waitFor()
    }
    // What an agent sends is as harmless in the shopper's own chat.
    await page.getByRole('tab', { name: 'To the shopper' }).click()
    await page.locator('#write').fill(HOSTILE[1])
    await page.keyboard.press('Control+Enter')
    await talk.line((line) => line.who === 'agent' && line.text === HOSTILE[1])
    // A promise is refused at the desk, in words.
    await page.getByRole('tab', { name: 'To the shopper' }).click()
    await page.locator('#write').fill('You get 20% off, <b>really</b>')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Not sent. Nothing stands behind «20%» (a percentage)').waitFor()
    expect(await page.locator('#write').inputValue()).toContain('20% off')
    expect(await desk()).toEqual([])

    await page.goto(`${server.url()}/board`)
    await page.locator('.stamp', { hasText: 'Zatyshok' }).waitFor()
    await page.waitForTimeout(500)
    expect(await desk()).toEqual([])

    const context = await page.context().browser()!.newContext({ locale: 'en-GB' })
    const shop = await context.newPage()
    const chatted = watched(shop, server.url())
    await shop.addInitScript((token) => localStorage.setItem('winback.token', token), token)
    await shop.goto(`${server.url()}/`)
    await shop.locator('winback-chat .bubble').click()
    await shop.locator('winback-chat .line', { hasText: HOSTILE[0] }).first().waitFor()
    await shop.locator('winback-chat .line.agent', { hasText: HOSTILE[1] }).first().waitFor()
    await shop.waitForTimeout(500)
    expect(await chatted()).toEqual([])
    const inside = await shop.evaluate(() => {
      const root = document.querySelector('winback-chat')?.shadowRoot
      return [...(root?.querySelectorAll('script, iframe, object, form[action], img') ?? [])].filter((node) =>
        /ran=|evil\.example/.test(node.outerHTML),
      ).length
    })
    expect(inside).toBe(0)
    await context.close()
    talk.close()
  }, 90_000)
})
