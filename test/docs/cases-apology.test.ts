// S25: an apology is no promotion: it has its own budget, and a report counts it apart.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { AgentAct } from '../../src/core/agents/agent-act.ts'
import type { Happening } from '../../src/core/event.ts'
import { shownReport } from '../../src/http/report-shown.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { createSeal } from '../../src/seal.ts'
import { readReport } from '../../src/start/reports.ts'
import { KEY, openEngine } from '../runtime/open-engine.ts'

const CASES = resolve(import.meta.dirname, '../../docs/cases')

it('S25: flowers that an agent gave are paid by the apology’s budget, and no report counts them as an offer', async () => {
  const loaded = await loadRulebook(join(CASES, 's25-after-a-bad-experience'), join(CASES, 'locales'))
  if ('problems' in loaded) throw new Error('the case has problems')
  const { rulebook } = loaded
  const folder = mkdtempSync(join(tmpdir(), 'winback-apology-'))
  const now = Date.now()
  const { engine, store, close } = await openEngine({
    ...{ path: join(folder, 'winback.db'), rulebook, clock: () => now },
  })
  try {
    let events = 0
    const from = { channel: 'web', id: 'oksana' }
    const happens = (what: Happening, by: typeof from | { shopper: string } = from) =>
      engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from: by, what })
    await happens({ kind: 'order_completed', order: { id: 'late', total: 90_000, lines: [] } })
    await happens({ kind: 'order_updated', order: 'late', status: 'late' })
    const shopper = (await engine.find(from))!
    const ticket = (await engine.shopper(shopper))!.tickets.at(-1)!
    expect(ticket.suggests).toBe('compliment')
    const does: AgentAct = {
      ...{ act: 'approve', ticket: ticket.id, offer: 'compliment', ceiling: 35_000 },
      terms: { gift: 'flowers' },
    }
    await happens({ kind: 'agent', agent: 'olena', does }, { shopper })
    const [code] = (await engine.shopper(shopper))!.codes
    expect(code).toMatchObject({ offer: 'compliment', state: 'issued' })
    expect(await store.records.budgets()).toContainEqual({
      ...{ budget: 'late_order', reserved: 35_000, spent: 0 },
    })
    const next = { id: 'next', total: 90_000, lines: [] }
    const text = createSeal(KEY).open(code!.sealed, code!.id)
    await happens({ kind: 'order_completed', order: next, code: text })

    const report = shownReport(await readReport(store.records, rulebook, {}, now))
    const sorry = report.campaigns.find(({ campaign }) => campaign === 'late_order')!
    expect(sorry.budget).toMatchObject({ limit: '10000.00', reserved: '0.00', spent: '350.00' })
    expect(sorry.figures.codes).toMatchObject({ issued: 0, apologies: 1 })
    expect(sorry.figures.costs).toMatchObject({
      codes: '0.00',
      gifts: '0.00',
      total: '0.00',
      apologies_apart: '350.00',
    })
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
