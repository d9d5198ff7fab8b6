// The widget on pages of another origin: how it gets there, what it asks of them, what it tells them.
import { expect, it } from 'vitest'
import { clientOf } from '../http/client.ts'
import { add, hintsOf, isReady, linesOf, onPages, winback } from './shop-page.ts'

onPages('the widget on a page', (world) => {
  it('works at another origin under a strict content policy, and the page need allow nothing inline', async () => {
    const page = await world().open()
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
    const colour = await page
      .locator('winback-chat header')
      .evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(colour).toBe('rgb(20, 101, 92)')
  })

  it('does not open the chat at an origin that is not on the list', async () => {
    const page = await world().open({ origin: world().foreign })
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .panel, winback-chat .bubble[aria-busy]').first().waitFor()
    await expect.poll(() => page.locator('winback-chat .status').textContent()).toContain('Connecting')
    expect(await page.locator('winback-chat .line').count()).toBe(0)
    // The browser says why in the console, at each try; that is the shop's to read.
    await world().closePages()
    world().faults()
  })

  it.each([
    ['async in the head', (line: string) => line],
    ['deferred', (line: string) => line.replace('async', 'defer')],
    ['plain in the head, before there is a body', (line: string) => line.replace('async', '')],
    ['twice', (line: string) => line + line],
  ])('works with its script %s', async (_, script) => {
    const page = await world().open({ script })
    await isReady(page)
    expect(await page.locator('winback-chat').count()).toBe(1)
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
    expect(await page.locator('winback-chat .line.bot').count()).toBe(1)
  })

  it('works where the browser refuses storage, as long as the page stays', async () => {
    const page = await world().open({
      before: (context) =>
        context.addInitScript(() => {
          for (const name of ['localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, {
              get: () => {
                throw new DOMException('no', 'SecurityError')
              },
            })
        }),
    })
    await add(page, 'teapot', 1200)
    await clientOf(world().server).forward('45m')
    await page.locator('winback-chat .peek').waitFor()
  })

  it('asks nothing of the server, and opens no socket, for somebody who only looks', async () => {
    const page = await world().open()
    const sockets: string[] = []
    const asked: string[] = []
    page.on('websocket', (socket) => sockets.push(socket.url()))
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.reload()
    await isReady(page)
    expect(asked.filter((path) => path.startsWith('/v1'))).toEqual([])
    await winback(page, 'track', 'Product Viewed', { product_id: 'teapot' })
    expect(asked).toContain('/v1/track')
    expect(asked).not.toContain('/widget/panel.js')
    await add(page, 'teapot', 900)
    await expect.poll(() => sockets.length).toBe(1)
    await page.reload()
    await expect.poll(() => sockets.length).toBe(2)
  })

  it('makes the calls that waited for it, and those that come by push later', async () => {
    const page = await world().open({
      before: (context) =>
        context.addInitScript(() => {
          const said: unknown[] = []
          const queue: unknown[] = [
            ['on', 'ready', () => said.push('ready')],
            ['on', 'open', () => said.push('open')],
            ['on', 'message', (told: { who: string }) => said.push(told.who)],
            ['open'],
          ]
          addEventListener('winback', () => said.push('event'))
          Object.assign(window, { said, winback: queue })
        }),
    })
    const said = () => page.evaluate(() => (window as unknown as { said: unknown[] }).said)
    await expect.poll(said).toEqual(['event', 'ready', 'open', 'bot'])
    await page.evaluate(() => {
      const { winback, said } = window as unknown as {
        winback: { push: (...calls: unknown[]) => void; on: (name: string, fn: () => void) => () => void }
        said: unknown[]
      }
      const stop = winback.on('close', () => said.push('never'))
      stop()
      winback.push(['on', 'close', () => said.push('close')], ['close'])
    })
    await expect.poll(said).toEqual(['event', 'ready', 'open', 'bot', 'close'])
  })

  it.each([
    ['uk', 'Відкрити чат', 'Ваше повідомлення'],
    ['ru', 'Открыть чат', 'Ваше сообщение'],
    ['en', 'Open chat', 'Your message'],
    ['de', 'Open chat', 'Your message'],
  ])('speaks the language of the page: %s', async (lang, open, write) => {
    const page = await world().open({ lang, browser: { locale: 'en-GB' } })
    await page.getByRole('button', { name: open }).click()
    await page.getByRole('textbox', { name: write }).waitFor()
  })

  it('changes its language at once when the page says which, and keeps what was half written', async () => {
    const page = await world().open({ attributes: 'data-lang="uk"' })
    const hints = hintsOf(page)
    await page.getByRole('button', { name: 'Відкрити чат' }).click()
    await page.getByRole('textbox', { name: 'Ваше повідомлення' }).fill('пів слова')
    await winback(page, 'identify', { language: 'ru' })
    const box = page.getByRole('textbox', { name: 'Ваше сообщение' })
    expect(await box.inputValue()).toBe('пів слова')
    await page.getByRole('button', { name: 'Закрыть чат' }).waitFor()
    expect(hints.at(-1)).toMatchObject({ traits: { language: 'ru' } })
  })

  it('says with each hint where the shopper came from first, for thirty days', async () => {
    const path = '/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn'
    const page = await world().open({ path })
    const next = await world().beside(page)
    const hints = hintsOf(next)
    await add(next, 'teapot', 900)
    expect(hints.map(({ context }) => context)).toEqual(
      hints.map(() => ({ campaign: { source: 'newsletter', medium: 'email', name: 'autumn' } })),
    )
    // Listened for at once: a socket may say its first word before a promise of it is asked for.
    const said: string[] = []
    next.on('websocket', (socket) => socket.on('framesent', ({ payload }) => said.push(String(payload))))
    await next.reload()
    await expect.poll(() => said.length).toBeGreaterThan(0)
    expect(JSON.parse(said[0] as string)).toMatchObject({ kind: 'hello', source: 'newsletter' })
  })

  it('sends a hint that the network lost as soon as it is back, once', async () => {
    const page = await world().open()
    await isReady(page)
    await winback(page, 'visitor')
    await page.context().setOffline(true)
    const tracked = winback(page, 'track', 'Product Added', {
      product_id: 'teapot',
      price: 1500,
      currency: 'UAH',
    })
    await page.context().setOffline(false)
    await tracked
    await clientOf(world().server).forward('45m')
    await page.locator('winback-chat .peek').waitFor()
  })

  it('tells the developer of a hint that the server refuses, and goes on', async () => {
    const page = await world().open()
    await isReady(page)
    const warned = page.waitForEvent('console', (said) => said.type() === 'warning')
    await winback(page, 'track', 'Order Completed', {})
    expect((await warned).text()).toContain('the page key may not report it')
    await add(page, 'teapot', 900)
  })

  it('takes its colours, its corner and its place from the page', async () => {
    const page = await world().open({ attributes: 'data-position="left" data-theme="dark"' })
    await isReady(page)
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--winback-accent', 'rgb(120, 20, 80)')
      document.documentElement.style.setProperty('--winback-offset-x', '50px')
    })
    const bubble = page.locator('winback-chat .bubble')
    expect(await bubble.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(120, 20, 80)')
    expect((await bubble.boundingBox())?.x).toBe(50)
    await bubble.click()
    const paper = await page
      .locator('winback-chat form')
      .evaluate((one) => getComputedStyle(one).backgroundColor)
    expect(paper).toBe('rgb(34, 45, 43)')
    expect((await page.locator('winback-chat .panel').boundingBox())?.x).toBeCloseTo(50, 0)
  })

  it('stays away from what is typed: the page hears no keys of the chat', async () => {
    const page = await world().open()
    await page.evaluate(() => {
      document.addEventListener('keydown', (event) => {
        document.title += event.key
      })
    })
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat textarea').pressSequentially('hi')
    await page.keyboard.press('Enter')
    await expect.poll(() => linesOf(page)).toContain('hi')
    expect(await page.title()).toBe('Shop')
  })
})
