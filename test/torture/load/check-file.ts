// Looks into a data file at rest, after a death: does it keep what was acknowledged, is everything in it one thing or
// the other, do the sums agree? Reads by SQL; knows the load's shop, where every code is of one campaign.

import { DatabaseSync } from 'node:sqlite'
import { readDocument } from '../../../src/core/document.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import { verifyJournal } from '../../../src/stores/sqlite/verify.ts'
import type { Ack } from './acks.ts'

type Row = Readonly<Record<string, unknown>>

/** Minor units; missing: as much as it likes. */
export type Expected = { readonly ceiling?: number }

export const checkFile = async (
  path: string,
  acks: readonly Ack[],
  { ceiling = Number.MAX_SAFE_INTEGER }: Expected = {},
): Promise<readonly string[]> => {
  const wrong: string[] = []
  // Not read-only: whoever opens it after a death first brings in what the write-ahead file holds.
  const db = new DatabaseSync(path)
  try {
    const all = (sql: string) => db.prepare(sql).all() as readonly Row[]
    const damaged = all('PRAGMA integrity_check').map((row) => String(row.integrity_check))
    if (damaged.join() !== 'ok') wrong.push(`the file: ${damaged.slice(0, 3).join('; ')}`)

    const shoppers = all('SELECT document FROM shopper').map(({ document }) => readDocument(String(document)))
    const byAddress = new Map<string, Shopper>()
    for (const one of shoppers)
      for (const { channel, id } of one.addresses) byAddress.set(`${channel}:${id}`, one)
    const codes = shoppers.flatMap((one) => one.codes)
    for (const one of shoppers)
      if (one.codes.length > 1) wrong.push(`${one.id} has ${one.codes.length} codes for one cause`)

    const events = new Set(all('SELECT id FROM event').map(({ id }) => String(id)))
    const gone = new Set(acks.filter(({ what }) => what === 'asked_to_erase').map(({ user }) => user))
    const isGone = ({ user, visitor }: Ack) => gone.has(user) || (user === '' && visitor === '')
    const redemptions = new Map(
      codes.flatMap((code) => code.redemptions.map((one) => [one.id, one] as const)),
    )
    const byId = new Map(codes.map((code) => [code.id, code]))
    for (const ack of acks) {
      if (isGone(ack)) continue
      const lost = (what: string) =>
        wrong.push(`acknowledged and not there: ${what} (${JSON.stringify(ack)})`)
      if (ack.what === 'accepted' && !events.has(ack.id)) lost(`event ${ack.id}`)
      if (ack.what === 'approved' && !byId.has(ack.code)) lost(`code ${ack.code}`)
      if (ack.what === 'issued') {
        const has = byAddress
          .get(`user:${ack.user}`)
          ?.codes.some(({ id }) => ack.code === undefined || id === ack.code)
        if (!has) lost('a code')
      }
      if (ack.what === 'redeemed' && redemptions.get(ack.id)?.order !== ack.order)
        lost(`redemption ${ack.id}`)
      if (ack.what === 'rolled_back' && redemptions.get(ack.id)?.rolled_back === undefined)
        lost(`roll back ${ack.id}`)
    }
    for (const ack of acks)
      if (ack.what === 'erased' && byAddress.has(`user:${ack.user}`))
        wrong.push(`erased and still there: ${ack.user}`)

    const budget = all("SELECT * FROM budget WHERE budget = 'asked'")[0]
    const [reserved, spent] = [Number(budget?.reserved ?? 0), Number(budget?.spent ?? 0)]
    const held = codes.reduce((sum, code) => sum + code.reserved, 0)
    const used = [...redemptions.values()].reduce(
      (sum, one) => sum + (one.rolled_back === undefined ? one.amount - (one.returned ?? 0) : 0),
      0,
    )
    if (reserved !== held) wrong.push(`the budget holds ${reserved}, its codes ${held}`)
    if (gone.size === 0 ? spent !== used : spent < used)
      wrong.push(`the budget spent ${spent}, its codes ${used}`)
    if (reserved + spent > ceiling) wrong.push(`the budget stands at ${reserved + spent} of ${ceiling}`)

    const shown = new Set(
      all('SELECT shopper, line FROM line WHERE line LIKE \'%"code":%\'').map(
        ({ line }) => (JSON.parse(String(line)) as { code?: { id: string } }).code?.id,
      ),
    )
    for (const { id } of codes) if (!shown.has(id)) wrong.push(`the code ${id} stands in no line of its talk`)
    const head = all('SELECT events FROM head')[0]
    if (Number(head?.events) < events.size)
      wrong.push(`${head?.events} events are counted, ${events.size} are there`)
  } finally {
    db.close()
  }
  const { broken } = await verifyJournal(path)
  if (broken !== null) wrong.push(`the journal is broken at entry ${broken}`)
  return wrong
}
