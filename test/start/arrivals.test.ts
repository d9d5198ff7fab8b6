// By a signed link from the page to a messenger: who is joined by it, who is not, and where the talk goes on.
import { afterAll, describe, expect, it } from 'vitest'
import { asked, MINUTE, openShop, removeFiles, telegram, web } from './arrivals-world.ts'

afterAll(removeFiles)

const anna = telegram('100')
const thief = telegram('666')
const OVER = expect.stringContaining('That link no longer works')

describe('a link that joins', () => {
  it('makes whoever opens it that shopper too, and puts the open question again where they are', async () => {
    const shop = await openShop()
    const { visitor, shopper, messages } = await asked(shop)
    const question = messages.at(-1)!.text
    const { token } = shop.arrivals.joinLink(shopper)
    expect(token).toMatch(/^[\w-]{1,64}$/)
    expect(await shop.arrives(anna, token)).toBe('join')
    await shop.settle()
    expect(await shop.engine.find(anna)).toBe(shopper)
    const there = shop.taken(anna)
    expect(there.map(({ choices }) => choices.map(({ id }) => id))).toEqual([['not_me'], ['price', 'fit']])
    expect(there.at(-1)!.text).toBe(question)
    expect(shop.taken(visitor)[0]!.text).toContain('Telegram')
    // The answer there is the answer: the code comes there, and only once.
    await shop.presses(anna, 'price')
    await shop.settle()
    const [code] = shop.taken(anna)
    expect(code!.code?.text).toMatch(/^WB-/)
    expect(shop.taken(visitor)).toEqual([])
    expect((await shop.shopperAt(visitor))!.codes).toHaveLength(1)
    await shop.close()
  })

  it('shows a code that lives', async () => {
    const shop = await openShop()
    const { visitor, shopper } = await asked(shop)
    await shop.presses(visitor, 'price')
    await shop.settle()
    const code = shop.taken(visitor).find((one) => one.code)!.code!.text
    await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
    await shop.settle()
    expect(shop.taken(anna).map((one) => one.code?.text)).toEqual([undefined, code])
    await shop.close()
  })

  it('counts for the first address: a second one gets nothing of the first, and a repeat changes nothing', async () => {
    const shop = await openShop()
    const { visitor, shopper } = await asked(shop)
    const { token } = shop.arrivals.joinLink(shopper)
    expect(await shop.arrives(anna, token, 'm1')).toBe('join')
    await shop.settle()
    shop.taken(anna)
    expect(await shop.arrives(anna, token, 'm1')).toBe('join')
    await shop.settle()
    expect(shop.taken(anna)).toEqual([])
    expect(await shop.arrives(thief, token, 'm2')).toBe('over')
    await shop.settle()
    // They read why nothing came of it, once, and nothing of anybody else.
    expect(shop.taken(thief).map(({ text }) => text)).toEqual([OVER])
    expect(await shop.arrives(thief, token, 'm2')).toBe('over')
    await shop.opens(thief)
    await shop.settle()
    expect(shop.taken(thief).map(({ text }) => text)).not.toContain(OVER)
    expect(await shop.engine.find(thief)).not.toBe(await shop.engine.find(visitor))
    await shop.close()
  })

  it('is over after a short while, but not for whoever began in time', async () => {
    const shop = await openShop()
    const { shopper } = await asked(shop)
    const late = shop.arrivals.joinLink(shopper).token
    const begun = shop.arrivals.joinLink(shopper).token
    expect(await shop.arrives(anna, begun, 'm1')).toBe('join')
    await shop.pass(31 * MINUTE)
    expect(await shop.arrives(thief, late)).toBe('over')
    expect(await shop.arrives(anna, begun, 'm1')).toBe('join')
    await shop.close()
  })

  it('cannot be guessed, changed, or made of one for another use', async () => {
    const shop = await openShop()
    const { shopper } = await asked(shop)
    const { token } = shop.arrivals.joinLink(shopper)
    for (let n = 0; n < token.length; n++) {
      const other = `${token.slice(0, n)}${token[n] === 'A' ? 'B' : 'A'}${token.slice(n + 1)}`
      expect(await shop.arrives(thief, other)).toBeNull()
    }
    for (const wrong of ['', 'x', shopper, 'A'.repeat(64), `${token}A`])
      expect(await shop.arrives(thief, wrong)).toBeNull()
    for (const use of ['cart', 'confirm', 'stop'] as const)
      expect(
        await shop.arrives(thief, shop.links.make({ use, about: shopper, until: shop.now() + 1e6 })),
      ).toBeNull()
    expect(await shop.engine.find(thief)).toBeNull()
    await shop.close()
  })
})

describe('a link in the hand of somebody who has a talk of their own there', () => {
  /** Boris writes in the messenger; Mallory sends him her own link. */
  const lured = async (since = 0) => {
    const shop = await openShop()
    const mallory = await asked(shop, web('mallory'))
    const boris = telegram('7')
    await shop.opens(boris)
    await shop.says(boris, 'my phone is broken')
    await shop.pass(MINUTE)
    for (let n = 0; n < since; n++)
      await shop.happens(boris, { kind: 'chat_opened', address: boris, asked: true })
    await shop.settle()
    shop.taken(boris)
    expect(await shop.arrives(boris, shop.arrivals.joinLink(mallory.shopper).token)).toBe('join')
    await shop.settle()
    return { shop, boris, mallory }
  }

  it('asks first, and joins nobody until they say yes', async () => {
    const { shop, boris, mallory } = await lured()
    const [asks] = shop.taken(boris)
    expect(asks!.choices.map(({ id }) => id)).toEqual(['join_yes', 'join_no'])
    expect(await shop.engine.find(boris)).not.toBe(mallory.shopper)
    await shop.presses(boris, 'join_no')
    await shop.settle()
    await shop.presses(boris, 'join_yes')
    await shop.settle()
    expect(await shop.engine.find(boris)).not.toBe(mallory.shopper)
    await shop.close()
  })

  it('asks also where much was said by us since their own last word', async () => {
    const { shop, boris, mallory } = await lured(30)
    expect(shop.taken(boris)[0]!.choices.map(({ id }) => id)).toEqual(['join_yes', 'join_no'])
    expect(await shop.engine.find(boris)).not.toBe(mallory.shopper)
    await shop.close()
  })

  it('joins by the folding rules on a yes, and goes on there', async () => {
    const { shop, boris, mallory } = await lured()
    shop.taken(boris)
    await shop.presses(boris, 'join_yes')
    await shop.settle()
    expect(await shop.engine.find(boris)).toBe(await shop.engine.find(mallory.visitor))
    expect(
      shop
        .taken(boris)
        .at(-1)!
        .choices.map(({ id }) => id),
    ).toEqual(['price', 'fit'])
    await shop.close()
  })
})

describe('two customers of the shop', () => {
  it('stay two, whatever link is opened and whatever they answer; who said yes is told', async () => {
    const shop = await openShop()
    const { visitor, shopper } = await asked(shop)
    await shop.opens(anna)
    for (const [user, also] of [
      ['41', visitor],
      ['42', anna],
    ] as const)
      await shop.engine.accept({
        ...{ id: user, at: shop.now(), trust: 'fact', from: { channel: 'user', id: user }, also: [also] },
        what: { kind: 'identified', traits: {} },
      })
    await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
    await shop.presses(anna, 'join_yes')
    await shop.settle()
    expect(await shop.engine.find(anna)).not.toBe(await shop.engine.find(visitor))
    expect(shop.taken(anna).at(-1)!.text).toContain('different customers')
    await shop.close()
  })
})

describe('"this is not me"', () => {
  it('takes the address off, from either end; whoever is there is somebody new, and can come back by a new link', async () => {
    for (const end of ['here', 'there'] as const) {
      const shop = await openShop()
      const { visitor, shopper } = await asked(shop)
      await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
      if (end === 'here') await shop.presses(anna, 'not_me')
      else await shop.says(visitor, '/leave')
      await shop.settle()
      expect((await shop.shopperAt(visitor))!.addresses).toEqual([visitor])
      shop.taken(anna)
      await shop.opens(anna)
      const other = (await shop.engine.find(anna))!
      expect(other).not.toBe(shopper)
      expect((await shop.engine.shopper(other))!.codes).toEqual([])
      await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
      await shop.settle()
      expect(await shop.engine.find(anna)).toBe(await shop.engine.find(visitor))
      expect((await shop.shopperAt(visitor))!.addresses).toContainEqual(anna)
      await shop.close()
    }
  })
})

describe('a link that begins a flow', () => {
  it('begins it for everybody who opens it, at their own address, until it is over', async () => {
    const shop = await openShop()
    const token = shop.arrivals.flowLink('parcel', shop.now() + 90 * 86_400_000)!
    for (const one of [anna, thief]) {
      expect(await shop.arrives(one, token)).toBe('flow')
      await shop.settle()
      expect(shop.taken(one)).toHaveLength(1)
    }
    expect(await shop.engine.find(anna)).not.toBe(await shop.engine.find(thief))
    expect(shop.arrivals.flowLink('left', shop.now() + MINUTE)).toBeNull()
    await shop.pass(91 * 86_400_000)
    expect(await shop.arrives(anna, token)).toBe('over')
    await shop.close()
  })

  it('and joins, where it does both', async () => {
    const shop = await openShop()
    const { shopper } = await asked(shop)
    const { token } = shop.arrivals.joinLink(shopper, 'parcel')
    expect(token.length).toBeLessThanOrEqual(64)
    expect(await shop.arrives(anna, token)).toBe('join')
    await shop.settle()
    expect(await shop.engine.find(anna)).toBe(shopper)
    expect(shop.taken(anna)).toHaveLength(3)
    await shop.close()
  })
})

describe('the language', () => {
  it('is one for all addresses: the newest choice by name wins, and a text in another one does not change it', async () => {
    const shop = await openShop()
    const { visitor, shopper } = await asked(shop)
    await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
    const choose = (address: typeof anna, lang: 'uk' | 'ru' | 'en') =>
      shop.happens(address, { kind: 'lang_chosen', lang, address })
    await choose(anna, 'uk')
    await shop.settle()
    expect(shop.taken(anna).at(-1)!).toMatchObject({ lang: 'uk', text: 'Тепер пишу українською.' })
    await shop.says(visitor, 'hello, is anybody there?')
    await shop.pass(MINUTE)
    expect(shop.taken(visitor).at(-1)!.lang).toBe('uk')
    await choose(visitor, 'ru')
    await shop.says(anna, 'дякую')
    await shop.pass(MINUTE)
    expect(shop.taken(anna).at(-1)!.lang).toBe('ru')
    await shop.close()
  })

  it('of two that are joined is the one that was chosen last', async () => {
    const shop = await openShop()
    const { visitor, shopper } = await asked(shop)
    await shop.happens(visitor, { kind: 'lang_chosen', lang: 'ru', address: visitor })
    await shop.pass(1000)
    await shop.opens(anna)
    await shop.happens(anna, { kind: 'lang_chosen', lang: 'uk', address: anna })
    await shop.pass(1000)
    await shop.says(visitor, 'ok')
    await shop.arrives(anna, shop.arrivals.joinLink(shopper).token)
    expect(await shop.engine.find(anna)).toBe(await shop.engine.find(visitor))
    expect((await shop.shopperAt(visitor))!.lang).toBe('uk')
    await shop.close()
  })
})
