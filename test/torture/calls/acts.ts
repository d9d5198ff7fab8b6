// Five things that must be done whole or not at all, each by itself on a prepared folder, each repeatable under its id:
// a code is issued, redeemed, approved; a shopper is erased; an old data file is brought forward; a journal is archived.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Happening } from '../../../src/core/event.ts'
import { StoreError } from '../../../src/ports/store-error.ts'
import { archiveJournal } from '../../../src/stores/sqlite/archive.ts'
import { MIGRATIONS, migrate } from '../../../src/stores/sqlite/migrations.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { dataFile, NOW, notes, openWorld, type World } from './world.ts'

export type Act = {
  readonly name: string
  /** Makes the folder on which it is done. */
  readonly prepare: (folder: string, rules: string) => Promise<void>
  /** Opens, does it, closes. Answers what was acknowledged; throws what the store throws, and stays open then. */
  readonly run: (folder: string, rules: string) => Promise<string>
  /** Words that may stand nowhere in the folder once it was acknowledged. */
  readonly forgets?: readonly string[]
}

const visitor = (n: number) => ({ channel: 'web', id: `visitor-${n}` })
const DAY = 86_400_000

const tell = async ({ engine }: World, id: string, n: number, what: Happening): Promise<string> => {
  const done = await engine.accept({ id, at: NOW, trust: 'fact', from: visitor(n), what })
  if (done.kind !== 'done') throw new Error(`${id}: ${JSON.stringify(done)}`)
  return done.shopper
}

const ask = (world: World, id: string, n: number) =>
  tell(world, id, n, { kind: 'said', text: 'Any discount for me?', address: visitor(n) })

const fill = (world: World, n: number, price: number) =>
  tell(world, `cart-${n}`, n, {
    kind: 'cart_changed',
    change: 'add',
    lines: [{ item: 'backpack', title: 'Backpack', price, quantity: 1 }],
  })

/** Somebody else's doings, so that the file holds more than the act. */
const others = async (world: World): Promise<void> => {
  for (let n = 100; n < 106; n++) {
    await fill(world, n, 200_000)
    await ask(world, `ask-${n}`, n)
  }
  await world.later()
}

const prepared =
  (more: (world: World) => Promise<Readonly<Record<string, string>>>) =>
  async (folder: string, rules: string): Promise<void> => {
    const world = await openWorld(folder, rules)
    await others(world)
    const noted = await more(world)
    await world.close()
    writeFileSync(join(folder, 'notes.json'), JSON.stringify(noted))
  }

/** Worlds in which something failed: they stay open, as a server does, and it is tried there again. */
const left = new Map<string, World>()

const within =
  (work: (world: World, noted: Readonly<Record<string, string>>) => Promise<unknown>) =>
  async (folder: string, rules: string): Promise<string> => {
    const world = left.get(folder) ?? (await openWorld(folder, rules))
    left.set(folder, world)
    const answer = JSON.stringify(await work(world, notes(folder)))
    left.delete(folder)
    // What closing can not put away, the next opening does.
    await world.close().catch(() => {})
    return answer
  }

const codeOf = async (world: World, shopper: string): Promise<string> => {
  const code = (await world.engine.shopper(shopper))?.codes[0]
  if (!code) throw new Error('no code was given')
  return world.seal.open(code.sealed, code.id)
}

const issue: Act = {
  name: 'issue',
  prepare: prepared(async (world) => {
    await fill(world, 1, 200_000)
    return {}
  }),
  run: within(async (world) => {
    const shopper = await ask(world, 'ask-1', 1)
    await world.later()
    await codeOf(world, shopper)
    return (await world.engine.shopper(shopper))?.codes.map(({ id }) => id)
  }),
}

const redeem: Act = {
  name: 'redeem',
  prepare: prepared(async (world) => {
    const shopper = await ask(world, 'ask-1', 1)
    await world.later()
    return { code: await codeOf(world, shopper) }
  }),
  run: within(async ({ engine }, { code = '' }) => {
    const order = { id: 'A-1', total: 200_000, lines: [] }
    const done = await engine.redeem('redeem:1', code, order, [visitor(1)], NOW)
    if (done.kind !== 'done' || done.reply.kind !== 'redeemed') throw new Error(JSON.stringify(done))
    return done.reply
  }),
}

const approve: Act = {
  name: 'approve',
  prepare: prepared(async (world) => {
    await fill(world, 1, 2_500_000)
    const shopper = await ask(world, 'ask-1', 1)
    await world.later()
    const ticket = (await world.engine.shopper(shopper))?.tickets[0]?.id ?? ''
    return { shopper, ticket }
  }),
  run: within(async ({ engine, later }, { shopper = '', ticket = '' }) => {
    const does = { act: 'approve', ticket, offer: 'percent_10', ceiling: 60_000 } as const
    const what = { kind: 'agent', agent: 'olena', does, desk: 'web' } as const
    const done = await engine.accept({ id: 'yes-1', at: NOW, trust: 'fact', from: { shopper }, what })
    if (done.kind !== 'done' || done.reply.kind !== 'done') throw new Error(JSON.stringify(done))
    await later()
    return done.reply
  }),
}

const SECRET = 'a-secret-of-hers@shop.example'

const erase: Act = {
  name: 'erase',
  prepare: async (folder, rules) => {
    await prepared(async (world) => {
      await tell(world, 'who-1', 1, { kind: 'identified', traits: { email: SECRET } })
      const shopper = await ask(world, 'ask-1', 1)
      await world.later()
      return { shopper }
    })(folder, rules)
    // Some of it lies in the journal's files by now, some is younger.
    await archiveJournal(dataFile(folder), NOW + DAY)
    const world = await openWorld(folder, rules)
    await tell(world, 'more-1', 1, { kind: 'said', text: `write to ${SECRET}`, address: visitor(1) })
    await world.later()
    await world.close()
  },
  run: within(async ({ erase }, { shopper = '' }) => {
    if (!(await erase.known('k1'))) await erase.erase(shopper, 'k1')
    const left = await erase.finish()
    if (left > 0) throw new StoreError('busy', `${left} erasures are not done`)
    return 'erased'
  }),
  forgets: [SECRET],
}

const bringForward: Act = {
  name: 'migrate',
  prepare: async (folder) => {
    const db = new DatabaseSync(dataFile(folder))
    db.exec('PRAGMA journal_mode = WAL')
    migrate(db, folder, MIGRATIONS.slice(0, 1))
    for (let n = 0; n < 40; n++)
      db.prepare(
        "INSERT INTO shopper (id, version, line, commit_id, key, document) VALUES (?, 0, 0, '', '', ?)",
      ).run(`s${n}`, JSON.stringify({ id: `s${n}`, codes: [], addresses: [] }))
    db.close()
  },
  run: async (folder) => {
    const store = await openSqliteStore(dataFile(folder))
    let count = 0
    for await (const _ of store.records.shoppers()) count++
    await store.close()
    return JSON.stringify(count)
  },
}

const archive: Act = {
  name: 'archive',
  prepare: prepared(async () => ({})),
  run: async (folder) => {
    await archiveJournal(dataFile(folder), NOW + DAY)
    return '"archived"'
  },
}

export const ACTS: readonly Act[] = [issue, redeem, approve, erase, bringForward, archive]

export const actOf = (name: string): Act => {
  const act = ACTS.find((one) => one.name === name)
  if (!act) throw new Error(`there is no act ${name}`)
  return act
}
