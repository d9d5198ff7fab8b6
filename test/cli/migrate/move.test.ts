// A shop on the move between two stores, ended at every write that it makes, and taken up again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type End, type Move, moveShop, tallyOf, undoMove } from '../../../src/cli/migrate/move.ts'
import type { Store } from '../../../src/ports/store.ts'
import { createSeal } from '../../../src/seal.ts'
import { readMark, refuseMoved } from '../../../src/start/move-mark.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { aCommit, anEvent, anItem } from '../../stores/contract/making.ts'

const seal = createSeal(new Uint8Array(32).fill(7))
const folders: string[] = []
const opened: Store[] = []

const aStore = async (): Promise<Store> => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-move-'))
  const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'normal' })
  folders.push(folder)
  opened.push(store)
  return store
}

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** More than one part of records. */
const aShop = async (shoppers = 90): Promise<Store> => {
  const store = await aStore()
  await store.records.putRulebook('hash', '[]')
  await Promise.all(
    Array.from({ length: shoppers }, async (_, n) => {
      const shopper = `s${n}`
      await store.claim([{ key: `address:${n}`, owner: shopper }])
      await store.commit(
        aCommit({
          ...{ id: `${shopper}.1.e${n}`, shopper, key: seal.newKey(), event: anEvent({ id: `e${n}` }) },
          outbox: [anItem({ shopper, lane: `web:${shopper}`, id: `${shopper}.0` })],
          budget: [{ budget: 'cart', reserved: 5, spent: 0 }],
        }),
      )
    }),
  )
  return store
}

const end = (store: Store, place: string, alone = true): End => ({ store, place, alone })

const moveOf = (from: Store, to: Store, more: Partial<Move> = {}): Move => ({
  ...{ from: end(from, 'here'), to: end(to, 'there'), resume: false, seal },
  ...{ now: () => '2026-11-22T12:00:00Z', tell: () => {} },
  ...more,
})

/** A store whose process ends at its n-th write, before it or right behind it. */
const endingAt = (store: Store, count: { left: number }, how: 'before' | 'behind'): Store => {
  const dying = async <T>(write: () => Promise<T>): Promise<T> => {
    const ends = --count.left === 0
    if (ends && how === 'before') throw new Error('killed')
    const value = await write()
    if (ends) throw new Error('killed')
    return value
  }
  const { backup, notes } = store
  return {
    ...store,
    backup: { ...backup, write: (records) => dying(() => backup.write(records)) },
    notes: { ...notes, put: (...args) => dying(() => notes.put(...args)) },
  }
}

describe('moving a shop', () => {
  it('takes all of it there, says so at both ends, and only the new one serves', async () => {
    const [from, to] = [await aShop(), await aStore()]
    const before = await tallyOf({ store: from })
    const moved = await moveShop(moveOf(from, to))
    expect(moved).toEqual(before)
    expect(await tallyOf({ store: to })).toEqual(before)
    await expect(refuseMoved(from.notes)).rejects.toThrow('This shop was moved to there at 2026-11-22')
    await expect(refuseMoved(to.notes)).resolves.toBeUndefined()
    await expect(moveShop(moveOf(from, to, { resume: true }))).rejects.toThrow('nothing left to do')
  })

  it('ended at whatever write, it goes on, and at no moment both serve', { timeout: 60_000 }, async () => {
    const from = await aShop(90)
    const before = await tallyOf({ store: from })
    let ended = 0
    for (const how of ['before', 'behind'] as const)
      for (let at = 1; ; at++) {
        const to = await aStore()
        const count = { left: at }
        const dies = moveOf(endingAt(from, count, how), endingAt(to, count, how))
        const done = await moveShop(dies).catch((error) => {
          expect(String(error)).toContain('killed')
          return null
        })
        if (done) {
          await undoMove(moveOf(from, to))
          break
        }
        ended++
        const serve = await Promise.allSettled([refuseMoved(from.notes), refuseMoved(to.notes)])
        expect(serve.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(
          (await readMark(from.notes))?.state === 'here' || (await readMark(from.notes)) === null ? 2 : 1,
        )
        const isDone = (await readMark(to.notes))?.state === 'here'
        if (!isDone) await moveShop(moveOf(from, to, { resume: true }))
        expect(await tallyOf({ store: to }), `${how} ${at}`).toEqual(before)
        await expect(refuseMoved(to.notes)).resolves.toBeUndefined()
        await expect(refuseMoved(from.notes)).rejects.toThrow('was moved')
        await undoMove(moveOf(from, to))
        await expect(refuseMoved(from.notes)).resolves.toBeUndefined()
      }
    expect(ended).toBeGreaterThan(8)
  })

  it('goes on where it was, without writing again what is there', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    await from.claim(Array.from({ length: 11_000 }, (_, n) => ({ key: `more:${n}`, owner: 's1' })))
    const count = { left: 24 }
    await expect(moveShop(moveOf(from, endingAt(to, count, 'before')))).rejects.toThrow('killed')
    const said: string[] = []
    await expect(moveShop(moveOf(from, to))).rejects.toThrow('Go on with --resume')
    await moveShop(moveOf(from, to, { resume: true, tell: (sentence) => void said.push(sentence) }))
    expect(said[0]).toBe('10000 records are there already')
    expect(await tallyOf({ store: to })).toEqual(await tallyOf({ store: from }))
  })

  it('refuses a place that is not empty, and one that is not where it goes', async () => {
    const [from, to, other] = [await aShop(3), await aStore(), await aStore()]
    await other.claim([{ key: 'a', owner: 'b' }])
    await expect(moveShop(moveOf(from, other))).rejects.toThrow('there is not empty')
    await moveShop(moveOf(from, to))
    await expect(moveShop(moveOf(from, await aStore(), { resume: true }))).rejects.toThrow('another store')
    await expect(moveShop(moveOf(from, other, { resume: true }))).rejects.toThrow('not empty')
  })

  it('refuses a key that does not open it, before anything is there', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    const other = createSeal(new Uint8Array(32).fill(8))
    await expect(moveShop(moveOf(from, to, { seal: other }))).rejects.toThrow('does not open this shop')
    expect((await to.load('s0')).document).toBeNull()
    await undoMove(moveOf(from, to))
    await expect(refuseMoved(from.notes)).resolves.toBeUndefined()
  })

  it('sees that somebody wrote where it comes from meanwhile', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    let reads = 0
    const busy: Store = {
      ...from,
      backup: {
        ...from.backup,
        read: async function* () {
          if (++reads === 2) await from.claim([{ key: 'late', owner: 's1' }])
          yield* from.backup.read()
        },
      },
    }
    const move = moveOf(busy, to, { from: end(busy, 'here', false) })
    await expect(moveShop(move)).rejects.toThrow('claim (4 left, 3 arrived)')
    await moveShop({ ...move, resume: true })
    expect(await to.owners(['late'])).toEqual(['s1'])
  })

  it('is taken back as long as nothing has happened there', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    await expect(undoMove(moveOf(from, to))).rejects.toThrow('nothing to take back')
    await moveShop(moveOf(from, to))
    await to.claim([{ key: 'new', owner: 's1' }])
    await expect(undoMove(moveOf(from, to))).rejects.toThrow('Something has happened at there')
    await expect(refuseMoved(from.notes)).rejects.toThrow('was moved')
    // The way back with all of it is the same move the other way round.
    const back = await aStore()
    await moveShop(moveOf(to, back))
    expect(await back.owners(['new'])).toEqual(['s1'])
    await expect(refuseMoved(to.notes)).rejects.toThrow('was moved')
  })

  it('is read where it is while it is being copied, and nowhere that is old or not whole', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    const dies = endingAt(to, { left: 2 }, 'before')
    await expect(moveShop(moveOf(from, dies))).rejects.toThrow('killed')
    await expect(refuseMoved(from.notes)).rejects.toThrow('is being moved')
    await expect(refuseMoved(from.notes, 'read')).resolves.toBeUndefined()
    await expect(refuseMoved(to.notes, 'read')).rejects.toThrow('not whole yet')
    await moveShop(moveOf(from, to, { resume: true }))
    await expect(refuseMoved(from.notes, 'read')).rejects.toThrow('was moved to there')
    await expect(refuseMoved(to.notes, 'read')).resolves.toBeUndefined()
  })

  it('a copy that was given up serves nobody', async () => {
    const [from, to] = [await aShop(3), await aStore()]
    await moveShop(moveOf(from, to))
    await undoMove(moveOf(from, to))
    await expect(refuseMoved(to.notes)).rejects.toThrow('stayed at here')
    await expect(moveShop(moveOf(from, to))).rejects.toThrow('not empty')
  })
})
