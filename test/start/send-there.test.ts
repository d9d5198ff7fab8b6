// "Send it to my e-mail" and "by SMS": agreed to in words that are kept, and sent to nobody who did not show that the
// address is their own.
import { afterAll, describe, expect, it } from 'vitest'
import type { Address } from '../../src/core/event.ts'
import type { Knock } from '../../src/ports/hook.ts'
import { pinOf } from '../../src/runtime/proofs.ts'
import {
  asked,
  MINUTE,
  NOW,
  newFile,
  openShop,
  removeFiles,
  type Shop,
  telegram,
  web,
} from './arrivals-world.ts'

afterAll(removeFiles)

const mail = (id: string): Address => ({ channel: 'email', id })
const phone: Address = { channel: 'sms', id: '+380671234567' }

/** Somebody with a code, who pressed "send it to my ..." and agreed. */
const sending = async (channel: 'email' | 'sms', shop?: Shop, visitor = web('anna')) => {
  const open = shop ?? (await openShop())
  await asked(open, visitor)
  await open.presses(visitor, 'price')
  await open.settle()
  const [code] = open.taken(visitor)
  expect(code!.choices.map(({ id }) => id)).toEqual(['send_email', 'send_sms'])
  await open.presses(visitor, `send_${channel}`)
  await open.presses(visitor, 'send_yes')
  await open.settle()
  return { shop: open, visitor, code: code!.code!.text, asks: open.taken(visitor)[0]!.text }
}

const knock = (shop: Shop, method: 'GET' | 'POST', path: string) => {
  const hook = shop.hooks.find((one) => one.method === method)!
  const at = { method, url: path, params: { token: path.split('/').at(-1)! }, query: new URLSearchParams() }
  return hook.answer({ ...at, headers: {}, body: new Uint8Array(), sender: '', origin: '' } as Knock)
}

const linkIn = (text: string): string => /https:\/\/shop\.example(\/confirm\/[\w-]+)/.exec(text)![1]!

describe('by e-mail', () => {
  it('goes only where its owner confirmed; consent, its words, time and source are kept', async () => {
    const { shop, visitor, code, asks } = await sending('email')
    await shop.says(visitor, ' Anna@Example.com ')
    await shop.settle()
    const [letter] = shop.taken(mail('anna@example.com'))
    expect(letter!.code).toBeUndefined()
    // What shows the address to be its owner's is in no line of the talk, and in no document.
    const token = linkIn(letter!.text).split('/').at(-1)!
    const lines = await shop.store.records.lastLines((await shop.engine.find(visitor))!, 1e9, 100)
    const stored = JSON.stringify([lines, await shop.shopperAt(visitor)])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain('/confirm/')
    expect((await shop.shopperAt(visitor))!.addresses).toEqual([visitor])
    const seen = await knock(shop, 'GET', linkIn(letter!.text))
    expect(seen.status).toBe(200)
    expect(seen.body).toContain('a•••@example.com')
    expect(seen.body).toContain('<form method="post">')
    await shop.settle()
    expect(shop.taken(mail('anna@example.com'))).toEqual([])
    expect((await knock(shop, 'POST', linkIn(letter!.text))).status).toBe(200)
    await shop.settle()
    const [sent] = shop.taken(mail('anna@example.com'))
    expect(sent!.code?.text).toBe(code)
    const shopper = (await shop.shopperAt(visitor))!
    expect(shopper.addresses).toEqual([visitor, mail('anna@example.com')])
    expect(shopper.consents).toEqual([
      {
        ...mail('anna@example.com'),
        ...{ purpose: 'marketing', given: true, source: 'chat:web' },
        ...{ at: shop.now(), wording: asks },
      },
    ])
    expect(shopper.reply_to).toEqual(visitor)
    // Used: it does nothing more.
    expect((await knock(shop, 'POST', linkIn(letter!.text))).status).toBe(410)
    await shop.close()
  })

  it('joins whoever the address is already, only now that it is proven', async () => {
    const shop = await openShop()
    const known = mail('anna@example.com')
    await shop.engine.accept({
      ...{ id: 'o1', at: shop.now(), trust: 'fact', from: known },
      what: { kind: 'order_completed', order: { id: 'o1', total: 5000, lines: [] } },
    })
    const { visitor } = await sending('email', shop)
    await shop.says(visitor, 'anna@example.com')
    await shop.settle()
    const [letter] = shop.taken(known)
    expect(await shop.engine.find(known)).not.toBe(await shop.engine.find(visitor))
    expect((await shop.shopperAt(visitor))!.orders.count).toBe(0)
    await knock(shop, 'POST', linkIn(letter!.text))
    expect(await shop.engine.find(known)).toBe(await shop.engine.find(visitor))
    expect((await shop.shopperAt(visitor))!.orders.count).toBe(1)
    await shop.close()
  })

  it('never makes one of two customers of the shop', async () => {
    const shop = await openShop()
    const known = mail('family@example.com')
    const vouch = (id: string, user: string, also: Address) =>
      shop.engine.accept({
        ...{ id, at: shop.now(), trust: 'fact', from: { channel: 'user', id: user }, also: [also] },
        what: { kind: 'identified', traits: {} },
      })
    await vouch('u1', '41', known)
    const { visitor } = await sending('email', shop)
    await vouch('u2', '42', visitor)
    await shop.says(visitor, known.id)
    await shop.settle()
    const [letter] = shop.taken(known)
    expect((await knock(shop, 'POST', linkIn(letter!.text))).status).toBe(409)
    expect(await shop.engine.find(known)).not.toBe(await shop.engine.find(visitor))
    await shop.close()
  })

  it('is asked for no more than three times an hour, and a link is over after a day', async () => {
    const { shop, visitor } = await sending('email')
    for (let n = 0; n < 5; n++) {
      await shop.says(visitor, `victim${n}@example.com`)
      await shop.presses(visitor, 'send_email')
      await shop.presses(visitor, 'send_yes')
    }
    await shop.settle()
    const letters = shop.sent.filter(({ to }) => to.channel === 'email')
    expect(letters).toHaveLength(3)
    await shop.pass(25 * 60 * MINUTE)
    expect((await knock(shop, 'GET', linkIn(letters[2]!.text))).status).toBe(410)
    await shop.close()
  })

  it('goes to one mailbox six times a day, however its address is written', async () => {
    const path = newFile()
    let letters = 0
    for (const [n, id] of [
      'anna',
      'a.nna',
      'anna+1',
      'an.na',
      'anna+2',
      'ann.a',
      'a.n.n.a',
      'Anna',
    ].entries()) {
      const shop = await openShop(path, undefined, NOW + n)
      const visitor = web(`thief-${n}`)
      await sending('email', shop, visitor)
      await shop.says(visitor, `${id}@gmail.com`)
      await shop.settle()
      letters += shop.sent.filter(({ to }) => to.channel === 'email').length
      await shop.close()
    }
    expect(letters).toBe(6)
  })

  it('takes what is no address for talk, and asks nobody who said no', async () => {
    const { shop, visitor } = await sending('email')
    await shop.says(visitor, 'how long does delivery take?')
    await shop.says(visitor, 'anna@')
    await shop.settle()
    expect(shop.taken(visitor)[0]!.text).toContain('e-mail')
    await shop.pass(MINUTE)
    expect(shop.sent.filter(({ to }) => to.channel === 'email')).toEqual([])
    await shop.presses(visitor, 'send_email')
    await shop.presses(visitor, 'send_no')
    await shop.says(visitor, 'anna@example.com')
    await shop.pass(MINUTE)
    expect(shop.sent.filter(({ to }) => to.channel === 'email')).toEqual([])
    expect((await shop.shopperAt(visitor))!.consents).toBeUndefined()
    await shop.close()
  })
})

describe('by SMS', () => {
  const askedNumber = async () => {
    const begun = await sending('sms')
    await begun.shop.says(begun.visitor, '067 123 45 67')
    await begun.shop.settle()
    const [sms] = begun.shop.taken(phone)
    begun.shop.taken(begun.visitor)
    return { ...begun, pin: /^\d{6}/.exec(sms!.text)![0] }
  }

  it('goes where the right number was typed, and the number stands nowhere', async () => {
    const { shop, visitor, pin, code } = await askedNumber()
    const shopper = (await shop.engine.find(visitor))!
    await shop.says(visitor, `${pin.slice(0, 3)} ${pin.slice(3)}`)
    await shop.settle()
    expect(shop.taken(phone)[0]!.code?.text).toBe(code)
    expect(await shop.engine.find(phone)).toBe(shopper)
    const all: string[] = []
    for await (const entry of shop.store.records.journal(0)) all.push(JSON.stringify(entry))
    const lines = await shop.store.records.lastLines(shopper, 1e9, 100)
    expect(
      [...all, JSON.stringify(lines), JSON.stringify(await shop.shopperAt(visitor))].join(),
    ).not.toContain(pin)
    await shop.close()
  })

  it('is over after five wrong numbers, and the right one is too late then', async () => {
    const { shop, visitor, pin } = await askedNumber()
    for (let n = 0; n < 5; n++) await shop.says(visitor, String((Number(pin) + n + 1) % 1e6).padStart(6, '0'))
    await shop.says(visitor, pin)
    await shop.settle()
    expect(await shop.engine.find(phone)).toBeNull()
    expect(shop.taken(phone)).toEqual([])
    await shop.close()
  })

  it('goes to one phone six times a day, whoever asks, and a number that went to nobody is no right one', async () => {
    const path = newFile()
    for (let n = 0; n < 7; n++) {
      // Every one in a process of its own.
      const shop = await openShop(path, undefined, NOW + n)
      const visitor = web(`thief-${n}`)
      await sending('sms', shop, visitor)
      await shop.says(visitor, phone.id)
      await shop.settle()
      const [sms] = shop.taken(phone)
      expect(sms !== undefined, `SMS ${n}`).toBe(n < 6)
      if (sms) {
        await shop.close()
        continue
      }
      const proof = (await shop.shopperAt(visitor))!.proofs!.at(-1)!
      await shop.says(visitor, pinOf(shop.seal, proof.id, phone))
      await shop.settle()
      expect(await shop.engine.find(phone)).toBeNull()
      await shop.close()
    }
  })

  it('is over after ten minutes, and another shopper cannot use the number', async () => {
    const { shop, visitor, pin } = await askedNumber()
    const other = telegram('9')
    await shop.opens(other)
    await shop.says(other, pin)
    expect(await shop.engine.find(phone)).toBeNull()
    await shop.pass(10 * MINUTE)
    await shop.says(visitor, pin)
    await shop.settle()
    expect(await shop.engine.find(phone)).toBeNull()
    await shop.close()
  })
})
