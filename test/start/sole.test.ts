// What only one of all processes may do: one of two does it, the other takes over, at once after an end and within
// seconds after a death.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { createLog } from '../../src/start/log.ts'
import { doAlone } from '../../src/start/sole.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'

const log = createLog('silent')

describe('what one of all processes does alone', () => {
  let store: Store
  beforeEach(async () => {
    store = await openSqliteStore(':memory:', { sync: 'normal' })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await store.close()
  })

  let now = 1_800_000_000_000
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
  const passes = async (ms: number) => {
    for (let left = ms; left > 0; left -= 5_000) {
      now += 5_000
      vi.advanceTimersByTime(5_000)
      await settled()
    }
  }
  const process = (holder: string, notes = store.notes) => {
    const state = { does: 0 }
    const end = doAlone({ notes, holder, clock: () => now, log, isShared: true }, 'polling', () => {
      state.does += 1
      return async () => {
        state.does -= 1
      }
    })
    return { state, end }
  }

  it('is begun by one of two, and by the other as soon as that one ends', async () => {
    const a = process('a')
    await settled()
    const b = process('b')
    await passes(30_000)
    expect([a.state.does, b.state.does]).toEqual([1, 0])
    await a.end()
    await passes(5_000)
    expect([a.state.does, b.state.does]).toEqual([0, 1])
    await b.end()
    expect(b.state.does).toBe(0)
  })

  it('moves on within seconds where its process is gone, and is given up by one that lost the store', async () => {
    let isGone = false
    const failing = {
      get: async (name: string) => {
        if (isGone) throw new Error('the store is gone')
        return store.notes.get(name)
      },
      put: store.notes.put,
    }
    const a = process('a', failing)
    await settled()
    const b = process('b')
    await settled()
    isGone = true
    await passes(5_000)
    expect([a.state.does, b.state.does]).toEqual([1, 0])
    await passes(15_000)
    expect([a.state.does, b.state.does]).toEqual([0, 1])
    await Promise.all([a.end(), b.end()])
  })

  it('is simply begun where the store is one process’s own', async () => {
    let does = 0
    const parts = { notes: store.notes, holder: 'a', clock: () => now, log, isShared: false }
    const end = doAlone(parts, 'polling', () => {
      does += 1
      return async () => {
        does -= 1
      }
    })
    expect(does).toBe(1)
    await end()
    expect(does).toBe(0)
  })
})
