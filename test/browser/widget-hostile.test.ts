// The widget among mistakes: calls of the wrong types, hints that are no JSON, a storage with anything in it.
import { expect, it } from 'vitest'
import { clientOf } from '../http/client.ts'
import { add, isReady, linesOf, onPages, say } from './shop-page.ts'

onPages('among mistakes', (world) => {
  it.each([
    ['track()', 'track takes a name and properties'],
    ['track(5)', 'track takes a name and properties'],
    ['track("Cart Viewed", "x")', 'track takes a name and properties'],
    ['identify(null)', 'identify takes traits'],
    ['identify("42")', 'identify takes traits'],
    ['on("nope", () => 1)', 'no event nope'],
    ['push(null)', 'no call null'],
    ['push(["nope"])', 'no call nope'],
    ['track("Big", { n: 10n })', 'BigInt'],
    ['track("Round", round)', 'circular'],
  ])(
    'winback.%s is told in the console, throws nothing into the page and holds nothing up',
    async (call, says) => {
      const page = await world().open()
      await isReady(page)
      const warned = page.waitForEvent('console', (said) => said.type() === 'warning')
      await page.evaluate(async (call) => {
        const round: Record<string, unknown> = {}
        round.round = round
        await new Function('round', `return window.winback.${call}`)(round)
      }, call)
      expect((await warned).text()).toContain(says)
      await add(page, 'teapot', 900)
    },
  )

  it('a wrong key is an error that says so, for whoever waits for the visitor', async () => {
    const page = await world().open({
      script: (line) => line.replace(/data-key="[^"]+"/, 'data-key="pk_wrong_0123456789abcdef"'),
    })
    await isReady(page)
    const failed = await page.evaluate(() =>
      (window as unknown as { winback: { visitor: () => Promise<string> } }).winback
        .visitor()
        .then(null, (error) => error instanceof Error && error.message),
    )
    expect(failed).toBe('This key is not known')
    await world().closePages()
    world().faults()
  })

  it('a hint too large for a page that closes is refused by the server, and the next one goes out', async () => {
    const page = await world().open()
    await isReady(page)
    const warned = page.waitForEvent('console', (said) => said.type() === 'warning')
    await page.evaluate(() =>
      (window as unknown as { winback: { track: (name: string, more: object) => unknown } }).winback.track(
        'Cart Viewed',
        {
          products: [],
          note: 'x'.repeat(5_000_000),
        },
      ),
    )
    expect((await warned).text()).toContain('v1/track')
    await add(page, 'teapot', 900)
    await world().closePages()
    world().faults()
  })

  it.each([
    ['something of the page’s own', '{ of: "somebody else" }'],
    ['a number', '5'],
    ['a queue with mistakes in it', '[5, null, ["nope"]]'],
  ])('comes up where window.winback was %s', async (_, was) => {
    const page = await world().open({ before: (context) => context.addInitScript(`window.winback = ${was}`) })
    await isReady(page)
    await add(page, 'teapot', 900)
  })

  it('comes up for somebody who came from an app, which names itself by no web address', async () => {
    const page = await world().open({
      before: (context) =>
        context.addInitScript(() => {
          Object.defineProperty(document, 'referrer', { value: 'android-app://com.google.android.gm/' })
        }),
    })
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
  })

  it.each([
    'x',
    'null',
    '-1',
    '[null, {}]',
    '{"at":9e15,"page":{"referrer":"x"},"campaign":{"source":5}}',
    '1e99',
  ])('speaks and is read with %s in every place of its storage', async (text) => {
    const page = await world().open({
      before: (context) =>
        context.addInitScript((text) => {
          if (localStorage.getItem('began')) return
          localStorage.setItem('began', '1')
          for (const name of ['token', 'seen', 'hidden', 'cart', 'reason', 'from', 'told'])
            localStorage.setItem(`winback.${name}`, text)
          for (const name of ['told', 'unheard', 'greeted', 'open', 'sign'])
            sessionStorage.setItem(`winback.${name}`, text)
        }, text),
    })
    await page.locator('winback-chat .bubble').click()
    await page.locator('winback-chat .line.bot').first().waitFor()
    await say(page, 'hello there')
    await expect.poll(() => linesOf(page)).toContain('hello there')
    await page.locator('winback-chat .x').click()
    await add(page, 'teapot', 1500)
    await clientOf(world().server).forward('45m')
    await page.locator('winback-chat .peek').waitFor()
    // Its first hints may have gone out under a name that the server does not know.
    await world().closePages()
    world().faults()
  })
})
