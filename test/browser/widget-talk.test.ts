// The talk in a browser: nothing lost and nothing doubled, whatever becomes of page, network and server.
import { randomUUID } from 'node:crypto'
import type { Page, WebSocketRoute } from 'playwright-core'
import { expect, it } from 'vitest'
import { chat, clientOf } from '../http/client.ts'
import { add, isReady, linesOf, onPages, say } from './shop-page.ts'

onPages('the talk', (world) => {
  const openChat = async (page: Page): Promise<void> => {
    await isReady(page)
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
  }
  const times = async (page: Page, text: string): Promise<number> =>
    (await linesOf(page)).filter((line) => line === text).length
  const tokenOf = (page: Page) => page.evaluate(() => localStorage.getItem('winback.token') ?? '')

  it('goes on after a reload, and the panel stands open as it was left', async () => {
    const page = await world().open()
    await openChat(page)
    await say(page, 'hello there')
    await expect.poll(() => times(page, 'hello there')).toBe(1)
    await expect.poll(async () => (await linesOf(page)).length).toBeGreaterThan(2)
    const before = await linesOf(page)
    await page.reload()
    await expect.poll(() => linesOf(page)).toEqual(before)
    expect(await page.locator('winback-chat .badge').isVisible()).toBe(false)
  })

  it('keeps words written without a network, says so, and sends them once when it is back', async () => {
    const page = await world().open()
    await openChat(page)
    await page.context().setOffline(true)
    await expect.poll(() => page.locator('winback-chat .status').textContent()).toContain('No network')
    await say(page, 'are you there?')
    await page.locator('winback-chat .pending', { hasText: 'are you there?' }).waitFor()
    await page.context().setOffline(false)
    await expect.poll(() => times(page, 'are you there?')).toBe(1)
    await expect.poll(() => page.locator('winback-chat .pending').count()).toBe(0)
    await expect.poll(() => page.locator('winback-chat .status').textContent()).toContain('We are here')
  })

  it('sends words that a reload cut off, and shows them once', async () => {
    const page = await world().open()
    await openChat(page)
    await page.context().setOffline(true)
    await say(page, 'cut off')
    await page.locator('winback-chat .pending').waitFor()
    await page.context().setOffline(false)
    await page.reload()
    await expect.poll(() => times(page, 'cut off')).toBe(1)
    await expect.poll(() => page.locator('winback-chat .pending').count()).toBe(0)
  })

  it('comes through a restart of the server, with what was written meanwhile', async () => {
    const page = await world().open()
    await openChat(page)
    const restarted = world().server.restart()
    await say(page, 'during the restart')
    await restarted
    await expect.poll(() => times(page, 'during the restart')).toBe(1)
  })

  it('keeps a word for which there is no time now, says it again later, and shows it once', async () => {
    let refused = 0
    const page = await world().open({
      before: async (context) => {
        await context.routeWebSocket(/v1\/chat/, (route: WebSocketRoute) => {
          const there = route.connectToServer()
          route.onMessage((said) => {
            const { kind, id } = JSON.parse(String(said)) as { kind: string; id?: string }
            if (kind !== 'say' || refused === 2) return there.send(said)
            refused += 1
            route.send(JSON.stringify({ kind: 'refused', id, reason: 'busy' }))
          })
        })
      },
    })
    await openChat(page)
    await say(page, 'when you have time')
    await page.locator('winback-chat .pending', { hasText: 'when you have time' }).waitFor()
    await expect.poll(() => times(page, 'when you have time')).toBe(1)
    await expect.poll(() => page.locator('winback-chat .pending').count()).toBe(0)
    expect(refused).toBe(2)
  })

  it('notices on waking up that its connection died in its sleep', async () => {
    const page = await world().open({
      before: async (context) => {
        let count = 0
        // The first connection falls silent after its hello, as one does whose machine slept.
        await context.routeWebSocket(/v1\/chat/, (route: WebSocketRoute) => {
          count += 1
          const there = route.connectToServer()
          if (count > 1) return
          route.onMessage((said) => {
            if (!String(said).includes('"ping"') && !String(said).includes('"say"')) there.send(said)
          })
        })
      },
    })
    await openChat(page)
    await say(page, 'into the void')
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect.poll(() => times(page, 'into the void')).toBe(1)
  })

  it('shows the same in two tabs, each word once', async () => {
    const page = await world().open()
    await openChat(page)
    const other = await world().beside(page)
    await other.locator('winback-chat .bubble').click()
    await say(page, 'from the first')
    await expect.poll(() => times(other, 'from the first')).toBe(1)
    await say(other, 'from the second')
    await expect.poll(() => times(page, 'from the second')).toBe(1)
    expect(await linesOf(page)).toEqual(await linesOf(other))
  })

  it('says a word again that was refused, when the shopper presses it', async () => {
    const page = await world().open({
      before: async (context) => {
        let refused = false
        await context.routeWebSocket(/v1\/chat/, (route: WebSocketRoute) => {
          const there = route.connectToServer()
          route.onMessage((said) => {
            const { kind, id } = JSON.parse(String(said)) as { kind: string; id: string }
            if (kind !== 'say' || refused) return there.send(said)
            refused = true
            route.send(JSON.stringify({ kind: 'refused', id, reason: 'failed' }))
          })
        })
      },
    })
    await openChat(page)
    await say(page, 'once more')
    await page.locator('winback-chat button.failed', { hasText: 'Press to try again' }).click()
    await expect.poll(() => times(page, 'once more')).toBe(1)
    expect(await page.locator('winback-chat .failed').count()).toBe(0)
  })

  it('begins anew, quietly, where the server does not know its token any more', async () => {
    const page = await world().open()
    await openChat(page)
    await page.evaluate(() => {
      localStorage.setItem('winback.token', 'v1.AAAAAAAAAAAAAAAAAAAAAA.of-another-key')
      localStorage.setItem('winback.seen', '900')
    })
    await page.reload()
    await page.locator('winback-chat .line.bot').first().waitFor()
    expect(await tokenOf(page)).not.toContain('AAAA')
    await say(page, 'a new beginning')
    await expect.poll(() => times(page, 'a new beginning')).toBe(1)
  })

  it('shows the latest of a long talk first, and what came before when it is asked for', async () => {
    const page = await world().open()
    await openChat(page)
    const talk = await chat(world().server, await tokenOf(page))
    for (let n = 1; n <= 70; n += 1) {
      const id = randomUUID()
      talk.say({ kind: 'choose', id, choice: 'none', text: `word ${n}` })
      await talk.until(() => talk.heard.find((one) => 'id' in one && one.id === id))
      if (n % 6 === 0) await new Promise((resolve) => setTimeout(resolve, 10))
      // The pace of one socket is limited; a new one begins afresh.
      if (n % 7 === 0) {
        talk.close()
        Object.assign(talk, await chat(world().server, await tokenOf(page)))
      }
    }
    talk.close()
    await page.reload()
    await expect.poll(() => times(page, 'word 70')).toBe(1)
    expect((await linesOf(page)).length).toBeLessThanOrEqual(50)
    expect(await times(page, 'word 1')).toBe(0)
    await expect
      .poll(
        async () => {
          await page.locator('winback-chat .log').evaluate((log) => log.scrollTo(0, 0))
          return times(page, 'word 1')
        },
        { timeout: 6000 },
      )
      .toBe(1)
    const all = (await linesOf(page)).filter((line) => line.startsWith('word '))
    expect(all).toEqual(Array.from({ length: 70 }, (_, i) => `word ${i + 1}`))
  }, 40_000)

  it('shows an unread message beside the bubble, which stays away once it was closed', async () => {
    const page = await world().open({ browser: { viewport: { width: 360, height: 640 }, hasTouch: true } })
    await add(page, 'teapot', 1500)
    await clientOf(world().server).forward('45m')
    const teaser = page.locator('winback-chat .peek')
    await teaser.waitFor()
    expect(await page.locator('winback-chat .panel').isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    const cross = await page.getByRole('button', { name: 'Hide this message' }).boundingBox()
    expect(Math.min(cross?.width ?? 0, cross?.height ?? 0)).toBeGreaterThan(43.9)
    await page.getByRole('button', { name: 'Hide this message' }).tap()
    await teaser.waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('winback-chat .badge', { hasText: '1' }).waitFor()
    expect(await teaser.count()).toBe(0)
    // It is still there to be read.
    await page.locator('winback-chat .bubble').tap()
    await page.locator('winback-chat .line', { hasText: 'You left something' }).waitFor()
  })

  it('keeps the teaser away from a dialog with fields until that is closed', async () => {
    const page = await world().open({ html: '<dialog id="pay"><input aria-label="Card"></dialog>' })
    await add(page, 'teapot', 1500)
    await page.evaluate(() => (document.getElementById('pay') as HTMLDialogElement).show())
    await clientOf(world().server).forward('45m')
    await page.locator('winback-chat .badge', { hasText: '1' }).waitFor()
    expect(await page.locator('winback-chat .peek').count()).toBe(0)
    await page.evaluate(() => (document.getElementById('pay') as HTMLDialogElement).close())
    await page.locator('winback-chat .peek').waitFor()
  })

  it('shows that an answer is being written until it comes', async () => {
    const page = await world().open()
    await openChat(page)
    await say(page, 'how long does delivery take?')
    await page.locator('winback-chat .typing').waitFor()
    await expect.poll(async () => (await linesOf(page)).length).toBeGreaterThan(2)
    expect(await page.locator('winback-chat .typing').isVisible()).toBe(false)
  })
})
