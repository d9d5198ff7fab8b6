import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { rulebookOf } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const rulebook = rulebookOf({
  unit: `
flow: unit
about: An agent gives it.
start: { on: ask_discount }
campaign: { budget: 1000 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})

it('an act that two processes hear at once is done once, and both tell the code that was given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-two-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'winback.db')
  // Both have decided before either commits.
  let isHeld = false
  let arrived = 0
  let release: () => void = () => {}
  const both = new Promise<void>((resolve) => {
    release = resolve
  })
  const between = (store: Store): Store => ({
    ...store,
    commit: async (commit) => {
      if (isHeld && ++arrived === 2) release()
      if (isHeld) await both
      return store.commit(commit)
    },
  })
  const [a, b] = await Promise.all(
    ['a', 'b'].map((holder) => openEngine({ path, rulebook, holder, between })),
  )
  const at = Date.now()
  const opened = await a!.engine.accept({
    ...{ id: 'open', at, trust: 'fact', from: visitor(1) },
    what: { kind: 'chat_opened', address: visitor(1) },
  })
  const shopper = opened.kind === 'done' ? opened.shopper : ''
  isHeld = true
  const does = { act: 'issue', offer: 'fixed_100', campaign: 'unit' } as const
  const done = await Promise.all(
    [a!, b!].map(({ engine }) =>
      engine.accept({
        ...{ id: 'give', at, trust: 'fact', from: { shopper } },
        what: { kind: 'agent', agent: 'olena', does },
      }),
    ),
  )
  const codes = (await a!.engine.shopper(shopper))?.codes.map(({ id }) => id)
  expect(codes).toHaveLength(1)
  expect(done).toMatchObject([{ reply: { kind: 'done', code: codes![0] } }, { reply: { code: codes![0] } }])
  expect(done.map((one) => one.kind === 'done' && one.repeat).sort()).toEqual([false, true])
  await Promise.all([a!.close(), b!.close()])
})
