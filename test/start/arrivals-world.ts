// A shop with several channels on a real file, and people who come to it by signed links.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address } from '../../src/core/event.ts'
import type { Channel, Outgoing } from '../../src/ports/channel.ts'
import type { Store } from '../../src/ports/store.ts'
import { createLinks } from '../../src/runtime/links.ts'
import { createProofs } from '../../src/runtime/proofs.ts'
import { createSeal } from '../../src/seal.ts'
import { createArrivals } from '../../src/start/arrivals.ts'
import { confirmPath, createConfirmDoor } from '../../src/start/confirm-door.ts'
import { rulebookOf, SHOP } from '../core/world.ts'
import { KEY, openEngine } from '../runtime/open-engine.ts'

export const NOW = Date.UTC(2026, 10, 23, 9)
export const MINUTE = 60_000

/** A cart is asked about; a parcel's code opens a talk of its own. */
export const BOOK = rulebookOf(
  {
    left: `
flow: left
start: { on: cart_abandoned, after: 30m }
campaign: { budget: none, until: none }
steps:
  - id: why
    ask: abandoned_cart.why
    choices: [price, fit]
    wait: 12h
  - give: fixed_100
`,
    parcel: `
flow: parcel
start: { on: link }
steps:
  - say: welcome.hello
`,
  },
  `${SHOP}channels: [web, telegram, email, sms]\n`,
)

export const web = (id: string): Address => ({ channel: 'web', id })
export const telegram = (id: string): Address => ({ channel: 'telegram', id })

const folders: string[] = []
export const newFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-arrive-'))
  folders.push(folder)
  return join(folder, 'shop.db')
}
export const removeFiles = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

export const openShop = async (path = newFile(), between?: (store: Store) => Store, at = NOW) => {
  let now = at
  let events = 0
  const sent: Outgoing[] = []
  const channel = (name: string): Channel => ({
    ...{ name, can: { buttons: 8, text: 4096, writes_first: true } },
    send: async (message) => void sent.push(message),
  })
  const seal = createSeal(KEY)
  const links = createLinks(seal)
  const shop = await openEngine({
    ...{ path, rulebook: BOOK, clock: () => now, lease: 0, seal, ...(between && { between }) },
    channels: ['web', 'telegram', 'email', 'sms'].map(channel),
    proofs: (store) =>
      createProofs(
        store,
        seal,
        () => now,
        (proof) => `https://shop.example${confirmPath(links, proof, now)}`,
      ),
  })
  const { engine, close } = shop
  const store = between?.(shop.store) ?? shop.store
  const arrivals = createArrivals({ engine: () => engine, links, seal, store, clock: () => now })
  const hooks = createConfirmDoor({ engine: () => engine, links, clock: () => now })
  const happens = (from: Address, what: Parameters<typeof engine.accept>[0]['what']) =>
    engine.accept({ id: `e${at}-${++events}`, at: now, trust: 'fact', from, what })
  return {
    ...{ engine, store: shop.store, hooks, arrivals, links, seal, sent, close, happens },
    now: () => now,
    pass: async (ms: number) => {
      now += ms
      await engine.settle(now)
    },
    settle: () => engine.settle(now),
    opens: (address: Address) => happens(address, { kind: 'chat_opened', address }),
    says: (address: Address, text: string) => happens(address, { kind: 'said', text, address }),
    presses: (address: Address, choice: string) =>
      happens(address, { kind: 'said', text: choice, choice, address }),
    adds: (address: Address, item: string) =>
      happens(address, {
        ...{ kind: 'cart_changed', change: 'add' },
        lines: [{ item, price: 150_000, quantity: 1 }],
      }),
    arrives: (from: Address, token: string, id: string = `u${at}-${++events}`) =>
      arrivals.arrive(id, from, token),
    shopperAt: async (address: Address) => {
      const id = await engine.find(address)
      return id === null ? null : await engine.shopper(id)
    },
    /** What was sent there since the last look, as text keys are not kept: the words. */
    taken: (address: Address) => {
      const mine = sent.filter(({ to }) => to.channel === address.channel && to.id === address.id)
      for (const one of mine) sent.splice(sent.indexOf(one), 1)
      return mine
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** A visitor who left a cart and was asked why. */
export const asked = async (shop: Shop, visitor = web('anna')) => {
  await shop.opens(visitor)
  await shop.adds(visitor, 'lamp')
  await shop.pass(31 * MINUTE)
  const messages = shop.taken(visitor)
  return { visitor, shopper: (await shop.engine.find(visitor))!, messages }
}
