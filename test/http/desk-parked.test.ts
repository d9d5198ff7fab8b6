// What was given up in the outbox, as the desk shows it: from a real store, without the codes.
import { afterEach, describe, expect, it } from 'vitest'
import { undelivered } from '../../src/http/desk/parked.ts'
import type { Store } from '../../src/ports/store.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'

let store: Store
afterEach(() => store.close())

const item = (n: number, text: string) => ({
  ...{
    id: `c.${n}`,
    lane: `telegram:${n}`,
    kind: 'message' as const,
    shopper: 's1',
    rank: 0 as const,
    due: 1,
  },
  payload: JSON.stringify({ to: { channel: 'telegram', id: String(n) }, text, choices: [] }),
  ...{ lapses: null, after: null },
})

describe('a delivery that was given up', () => {
  it('is named with its channel, why and how often it was tried, and its code is not shown', async () => {
    store = await openSqliteStore(':memory:', { sync: 'normal' })
    await store.commit({
      ...{ id: 'c', shopper: 's1', expects: 0, document: '{}', key: 'k', event: null, due: null, at: 1 },
      outbox: [item(0, 'Here is your code {code:s1.abc}'), item(1, 'fine')],
      ...{ lines: [], tickets: [], enrolments: [], budget: [], journal: '{}' },
    })
    await store.outbox.lease(5, 10, 'me', 50)
    await store.outbox.settle('c.0', 'me', { kind: 'parked', why: 'blocked_by_shopper' })
    await store.outbox.settle('c.1', 'me', { kind: 'sent' })
    expect(await undelivered(store.outbox)).toEqual([
      {
        ...{ id: 'c.0', shopper: 's1', kind: 'message', channel: 'telegram', why: 'blocked_by_shopper' },
        ...{ tries: 1, due: 1, text: 'Here is your code •••' },
      },
    ])
  })
})
