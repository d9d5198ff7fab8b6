// From an event to a letter in a real mailbox, and what its links do: unsubscribe, answer, restore the cart.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import webPush from 'web-push'
import { headerOf, partOf } from '../channels/email/smtp.ts'
import { call, clientOf } from './client.ts'
import { startReach, until } from './reach-shop.ts'

describe('a letter and its links', () => {
  let shop: Awaited<ReturnType<typeof startReach>>
  let client: ReturnType<typeof clientOf>
  beforeAll(async () => {
    shop = await startReach()
    client = clientOf(shop.server)
  })
  afterAll(() => shop.stop())

  const track = (event: string, who: object, properties: object = {}) =>
    client.shop('/v1/track', { messageId: randomUUID(), event, ...who, properties })
  const act = (who: object) => track('Action Done', who, { action: 'review' })

  /** A known shopper with a cart, and the two letters that it gets. */
  const written = async (name: string) => {
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'mug', 390, 2)
    const who = { userId: name, anonymousId: visitor }
    await client.shop('/v1/identify', {
      ...{
        messageId: randomUUID(),
        ...who,
        traits: { email: `${name}@example.com`, language: 'en', consents: { email: true } },
      },
    })
    const before = shop.smtp.mails.length
    await act(who)
    await until(() => shop.smtp.mails.length >= before + 2)
    const mine = shop.smtp.mails.slice(before).filter(({ to }) => to === `${name}@example.com`)
    const [code, question] = mine.map(({ raw }) => ({ raw, text: partOf(raw, 'text/plain') }))
    return { visitor, token, who, code: code!, question: question! }
  }
  const linkIn = (text: string, path: string): string =>
    new RegExp(`http://[^\\s]*${path}[\\w-]+(\\?[^\\s]*)?`).exec(text)?.[0] ?? ''
  const codeIn = (text: string): string => /WB-[\w-]+/.exec(text)?.[0] ?? ''
  const open = (url: string) => fetch(url, { redirect: 'manual' })
  const restore = (link: string, more: object = {}, as = client.page) =>
    as('/v1/carts/restore', { token: link.split('/c/')[1], ...more })

  it('brings the code and the cart', async () => {
    const { code, question } = await written('anna')
    expect(codeIn(code.text)).toMatch(/^WB-/)
    expect(linkIn(code.text, '/c/')).toContain('/c/')
    expect(question.text).toContain('mug × 2')
    expect(headerOf(code.raw, 'From')).toBe('Zatyshok <hello@shop.example>')
  })

  it('a program that opens the links of a letter ends nothing and answers nothing', async () => {
    const { question, who } = await written('borys')
    const stop = /<(.*)>/.exec(headerOf(question.raw, 'List-Unsubscribe') ?? '')?.[1] ?? ''
    const page = await open(stop)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await open(linkIn(question.text, '/hooks/answer/'))).status).toBe(200)
    const before = shop.smtp.mails.length
    await track('Signed In', who)
    await until(() => shop.smtp.mails.slice(before).some(({ to }) => to === 'borys@example.com'))
  })

  it('one click ends them, as RFC 8058 has it, and forged ones end nothing', async () => {
    const { question, who } = await written('vira')
    const stop = /<(.*)>/.exec(headerOf(question.raw, 'List-Unsubscribe') ?? '')?.[1] ?? ''
    const post = (url: string) =>
      call(url, 'List-Unsubscribe=One-Click', { 'content-type': 'application/x-www-form-urlencoded' })
    const forged = `${stop.slice(0, -1)}${stop.endsWith('A') ? 'B' : 'A'}`
    expect((await post(forged)).status).toBe(404)
    expect((await post(linkIn(question.text, '/c/').replace('/c/', '/hooks/stop/'))).status).toBe(404)
    expect((await post(stop)).status).toBe(200)
    expect((await post(stop)).status).toBe(200)
    const before = shop.smtp.mails.length
    await track('Signed In', who)
    // Somebody else's letter comes, so that hers would have come as well.
    await written('halyna')
    expect(shop.smtp.mails.slice(before).filter(({ to }) => to === 'vira@example.com')).toEqual([])
  })

  it('a choice of the letter is an answer once its button is pressed', async () => {
    const { question } = await written('daria')
    const link = linkIn(question.text, '/hooks/answer/')
    expect(link).toContain('choice=price')
    const before = shop.smtp.mails.length
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const at = link.split('?')[0]!
    expect((await call(at, 'choice=fit', form)).body).toContain('Thank you')
    expect((await call(at, 'choice=no_such_choice', form)).status).toBe(404)
    expect(shop.smtp.mails.length).toBe(before)
  })

  describe('the link to the cart', () => {
    it('goes on to the page of the shop, and gives the goods to any browser', async () => {
      const { code } = await written('emma')
      const link = linkIn(code.text, '/c/')
      const there = await open(link)
      expect(there.status).toBe(303)
      expect(there.headers.get('location')).toBe(`${shop.server.url()}/?restore=${link.split('/c/')[1]}`)
      const { status, body } = await restore(link)
      expect(status).toBe(200)
      expect(body.lines).toEqual([{ product_id: 'mug', name: 'mug', quantity: 2, price: '390.00' }])
      expect([body.code, body.withheld]).toEqual([null, true])
      expect(JSON.stringify(body)).not.toContain('emma')
    })

    it('gives the code in the browser that the shopper is known by, to the signed-in, and to the first other one', async () => {
      const { code, token, who, visitor } = await written('fedir')
      const link = linkIn(code.text, '/c/')
      const text = codeIn(code.text)
      const other = await client.visitor()
      const stranger = await client.visitor()
      expect((await restore(link, { visitorToken: token })).body.code.text).toBe(text)
      expect((await restore(link, { visitorToken: other.token })).body.code.text).toBe(text)
      expect((await restore(link, { visitorToken: stranger.token })).body).toMatchObject({
        code: null,
        withheld: true,
      })
      expect((await restore(link, { visitorToken: other.token })).body.code.text).toBe(text)
      expect((await restore(link, { userId: 'fedir' }, client.shop)).body.code.text).toBe(text)
      // A page is not believed about who opens it.
      expect((await restore(link, who)).body.code).toBeNull()
      expect((await restore(link, { anonymousId: visitor })).body.code).toBeNull()
      // And there the code counts, and nowhere else.
      const order = {
        currency: 'UAH',
        lines: [{ product_id: 'mug', price: '390.00', quantity: 2 }],
        total: '780.00',
      }
      const ask = async (anonymousId: string) =>
        (await client.shop('/v1/validations', { code: text, order, shopper: { anonymousId } })).body
      expect(await ask(other.visitor)).toMatchObject({ valid: true, amount: '100.00' })
      expect(await ask(stranger.visitor)).toMatchObject({ valid: false, reason: 'not_found' })
      const used = await client.redeem(randomUUID(), {
        ...{ code: text, order: { ...order, id: 'B-1' }, shopper: { anonymousId: other.visitor } },
      })
      expect([used.status, used.body.amount]).toEqual([201, '100.00'])
    })

    it('is worth nothing to somebody whom the shop knows as somebody else', async () => {
      const { code } = await written('hanna')
      const { token } = await written('ihor')
      const link = linkIn(code.text, '/c/')
      expect((await restore(link, { visitorToken: token })).body.code).toBeNull()
      expect(
        (await restore(link, { userId: 'ihor', anonymousId: 'x'.repeat(22) }, client.shop)).body.code,
      ).toBeNull()
      const fresh = await client.visitor()
      expect((await restore(link, { visitorToken: fresh.token })).body.code.text).toBe(codeIn(code.text))
    })

    it('is over with the cart, and nobody can make one', async () => {
      const { code, who } = await written('kateryna')
      const link = linkIn(code.text, '/c/')
      await track('Order Completed', who, {
        ...{ order_id: 'K-1', currency: 'UAH', total: 780 },
        products: [{ product_id: 'mug', price: 390, quantity: 2 }],
      })
      expect((await restore(link)).body).toMatchObject({ code: 'cart_gone' })
      expect((await open(link)).status).toBe(404)
      // A later cart is another one.
      await client.add(who.anonymousId, 'lamp', 900)
      expect((await restore(link)).status).toBe(404)
      expect((await restore('https://x/c/AAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    })
  })
})

describe('offers after log-in, and notifications', () => {
  let shop: Awaited<ReturnType<typeof startReach>>
  let client: ReturnType<typeof clientOf>
  const vapid = webPush.generateVAPIDKeys()
  beforeAll(async () => {
    shop = await startReach({
      ...{ WINBACK_VAPID_PUBLIC: vapid.publicKey, WINBACK_VAPID_PRIVATE: vapid.privateKey },
      WINBACK_VAPID_SUBJECT: 'mailto:it@shop.example',
    })
    client = clientOf(shop.server)
  })
  afterAll(() => shop.stop())

  it('the shop asks what stands for who has signed in, in their language', async () => {
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'mug', 390)
    const who = { userId: 'oksana', anonymousId: visitor }
    await client.shop('/v1/identify', {
      messageId: randomUUID(),
      ...who,
      traits: { email: 'o@example.com', language: 'en', consents: { email: true } },
    })
    const ask = async (id: string, as = client.shop) => as(`/v1/shoppers/${id}/offers?language=uk`)
    expect((await ask('oksana')).body).toEqual({ offers: [] })
    await client.shop('/v1/track', {
      messageId: randomUUID(),
      event: 'Action Done',
      ...who,
      properties: { action: 'x' },
    })
    const { body, headers } = await ask('oksana')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body.offers).toHaveLength(1)
    const [offer] = body.offers
    expect(offer).toMatchObject({ offer: 'fixed_100', campaign: 'come_back', currency: 'UAH', locked: false })
    expect(offer.code).toMatch(/^WB-/)
    expect(offer.terms).toMatch(/^Знижка 100/)
    // The link of the account page works in the browser of the signed-in.
    const back = await client.page('/v1/carts/restore', {
      token: offer.cart.split('/c/')[1],
      visitorToken: token,
    })
    expect(back.body.code.text).toBe(offer.code)
    expect((await ask('nobody')).status).toBe(404)
    expect((await ask('oksana', client.page)).status).toBe(403)
    // Used, it waits no more.
    const order = {
      id: 'O-1',
      currency: 'UAH',
      total: '390.00',
      lines: [{ product_id: 'mug', price: '390.00', quantity: 1 }],
    }
    await client.redeem(randomUUID(), { code: offer.code, order, shopper: { userId: 'oksana' } })
    expect((await ask('oksana')).body).toEqual({ offers: [] })
  })

  it('a browser that agreed is subscribed by its own token, and by nobody else', async () => {
    expect((await client.page('/v1/push')).body).toEqual({ key: vapid.publicKey })
    const keys = {
      p256dh: Buffer.alloc(65, 4).toString('base64url'),
      auth: Buffer.alloc(16, 1).toString('base64url'),
    }
    const subscription = { endpoint: 'https://fcm.googleapis.com/fcm/send/one', keys }
    const known = async () => {
      const { visitor, token } = await client.visitor()
      await client.add(visitor, 'mug', 390)
      return token
    }
    const [mine, other] = [await known(), await known()]
    const subscribe = (visitorToken: string, given: object = subscription) =>
      client.page('/v1/push', { visitorToken, subscription: given })
    expect((await subscribe(mine)).status).toBe(200)
    expect((await subscribe(mine)).status).toBe(200)
    const wording = 'Tell me here when there is something for me'
    const agreed = await client.page('/v1/push', { visitorToken: mine, subscription, wording })
    expect(agreed.status).toBe(200)
    await client.shop('/v1/identify', {
      ...{ messageId: randomUUID(), userId: 'agreed', anonymousId: mine.split('.')[1], traits: {} },
    })
    const bearer = { authorization: `Bearer ${shop.server.secretKey}` }
    const all = (await call(`${shop.server.url()}/v1/shoppers/agreed`, undefined, bearer)).body
    expect(JSON.stringify(all.consent)).toContain(wording)
    expect(all.consent.words).toMatchObject([
      { channel: 'push', purpose: 'marketing', given: true, source: 'chat:web' },
    ])
    expect((await subscribe(other)).body.code).toBe('push_taken')
    expect((await subscribe('v1.someone.else')).body.code).toBe('visitor_token')
    expect((await subscribe(other, { ...subscription, endpoint: 'https://127.0.0.1/' })).status).toBe(400)
    expect(
      (await subscribe((await client.visitor()).token, { endpoint: 'https://fcm.googleapis.com/2', keys }))
        .status,
    ).toBe(404)
    const worker = await call(`${shop.server.url()}/push/worker.js`)
    expect([worker.status, worker.type]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect(() => new Function(worker.body)).not.toThrow()
  })
})
