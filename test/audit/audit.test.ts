// The auditor finds nothing in a real shop, and finds each fault that is put into it.
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../http/client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, KEYS, startProcess } from '../server-process.ts'
import { aShop, winback } from './a-shop.ts'
import { type Ack, readAcks } from './acks.ts'
import { type Audited, audit } from './audit.ts'

// biome-ignore lint/suspicious/noExplicitAny: a record is broken in whatever way
type Record = any

let shop: Awaited<ReturnType<typeof aShop>>
let good: string
let breaking = 0

beforeAll(async () => {
  shop = await aShop()
  const file = join(shop.folder, 'good.jsonl.gz')
  const done = await winback(shop.folder, ['backup', file])
  expect(done.stderr).toBe('')
  good = gunzipSync(readFileSync(file)).toString()
  await shop.stop()
})
afterAll(() => shop.remove())

const read = (): Record[] =>
  good
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record)

const auditText = (text: string, acks: readonly Ack[] = []): Promise<Audited> => {
  const file = join(shop.folder, `broken-${breaking++}.jsonl`)
  writeFileSync(file, text)
  return audit(file, acks)
}
const auditRecords = (records: readonly Record[], acks: readonly Ack[] = []): Promise<Audited> =>
  auditText(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`, acks)

/** Numbers and links the journal anew, as somebody who wants to hide what was done would. */
const relink = (records: readonly Record[]): Record[] => {
  let [before, seq] = ['', 0]
  const linked = records.map((record) => {
    if (record.kind !== 'journal') return record
    const { shopper, version, at, entry } = record
    seq++
    before = hash('sha256', `${before}\n${JSON.stringify([seq, shopper, version, at, entry])}`)
    return { ...record, seq, hash: before }
  })
  return counted(linked)
}
const counted = (records: readonly Record[]): Record[] =>
  records.map((record, n) => (record.kind === 'end' ? { ...record, records: n } : record))

const documents = (records: readonly Record[]): Record[] => records.filter(({ kind }) => kind === 'shopper')
const inDocument = (record: Record, change: (document: Record) => void): void => {
  const document = JSON.parse(record.document)
  change(document)
  record.document = JSON.stringify(document)
}
const withCode = (records: readonly Record[], has: (code: Record) => boolean): Record =>
  documents(records).find(({ document }) => JSON.parse(document).codes?.some(has))
const changeCode = (
  records: Record[],
  has: (code: Record) => boolean,
  change: (code: Record) => void,
): void => inDocument(withCode(records, has), ({ codes }) => change(codes.find(has)))
const entryWith = (records: readonly Record[], part: string): Record =>
  records.find(({ kind, entry }) => kind === 'journal' && JSON.parse(entry).did?.[part])
const changeEntry = (record: Record, change: (entry: Record) => void): void => {
  const entry = JSON.parse(record.entry)
  change(entry)
  record.entry = JSON.stringify(entry)
}
const after = (records: readonly Record[], record: Record, more: Record): Record[] =>
  records.flatMap((one) => (one === record ? [one, more] : [one]))
const without = (records: readonly Record[], kind: string, is: (record: Record) => boolean): Record[] => {
  const at = records.findIndex((one) => one.kind === kind && is(one))
  expect(at, `a ${kind} to take away`).toBeGreaterThan(0)
  return records.filter((_, n) => n !== at)
}
const isUsed = ({ redemptions }: Record): boolean => redemptions.length === 1 && !redemptions[0].rolled_back
const isOut = ({ state, redemptions }: Record): boolean => state === 'issued' && redemptions.length === 0

type Fault = readonly [name: string, check: string, make: (records: Record[]) => Record[]]

const inPlace = (name: string, check: string, change: (records: Record[]) => void): Fault => [
  name,
  check,
  (records) => {
    change(records)
    return records
  },
]

const FAULTS: readonly Fault[] = [
  ['an entry that is gone', 'chain', (all) => without(all, 'journal', ({ seq }) => seq === 4)],
  inPlace('an entry that was changed', 'chain', (all) => {
    changeEntry(entryWith(all, 'used'), (entry) => {
      entry.did.used[0].amount = 1
    })
  }),
  inPlace('two entries that changed places', 'chain', (all) => {
    const at = all.findIndex(({ kind, seq }) => kind === 'journal' && seq === 4)
    ;[all[at], all[at + 1]] = [all[at + 1], all[at]]
  }),
  inPlace('an entry that was emptied with no erasure to say so', 'chain', (all) => {
    entryWith(all, 'used').entry = '{"erased":1}'
  }),
  inPlace('an erasure that speaks of other entries', 'chain', (all) => {
    const emptied = all.find(({ entry }) => entry?.startsWith('{"erased":1'))
    emptied.shopper = 'x_somebody_elses'
  }),
  [
    'a last entry that is gone, hidden by whoever links the rest anew',
    'document',
    (all) => relink(without(all, 'journal', ({ version }) => version === 5)),
  ],
  [
    'a second issue for the same cause',
    'issue',
    (all) => {
      const issue = entryWith(all, 'issued')
      const again = structuredClone(issue)
      changeEntry(again, (entry) => {
        entry.did.issued[0].code = 'another.code'
      })
      return relink(after(all, issue, again))
    },
  ],
  [
    'the same code issued twice',
    'issue',
    (all) => relink(after(all, entryWith(all, 'issued'), structuredClone(entryWith(all, 'issued')))),
  ],
  inPlace('a code that the journal did not issue', 'issue', (all) => {
    inDocument(withCode(all, isOut), ({ codes }) => codes.push({ ...codes[0], id: 'made.up', hmac: 'new' }))
  }),
  [
    'an issue beyond the budget in force',
    'budget',
    (all) => {
      changeEntry(
        all.find(({ entry }) => entry?.startsWith('{"kind":"budgets"')),
        (entry) => {
          entry.budgets.campaigns.abandoned_cart.amount = 100_000
        },
      )
      return relink(all)
    },
  ],
  [
    'an issue beyond the ceiling that it was held to',
    'budget',
    (all) => {
      for (const record of all.filter(({ entry }) => entry && JSON.parse(entry).did?.issued))
        changeEntry(record, ({ did }) => {
          did.moves = did.moves.map(([name, reserved, spent, ceiling]: number[]) =>
            ceiling === undefined ? [name, reserved, spent] : [name, reserved, spent, 100_000],
          )
        })
      return relink(all)
    },
  ],
  [
    'an issue that asked for no room',
    'budget',
    (all) => {
      changeEntry(entryWith(all, 'issued'), ({ did }) => {
        did.moves = did.moves.map((move: unknown[]) => move.slice(0, 3))
      })
      return relink(all)
    },
  ],
  inPlace('a budget that holds more than was moved', 'budget', (all) => {
    all.find(({ kind, budget }) => kind === 'budget' && budget === 'shop#codes').spent += 1
  }),
  inPlace('a reservation that is there twice', 'sum', (all) => {
    all.find(({ kind, budget }) => kind === 'budget' && budget === 'abandoned_cart').reserved += 60_000
  }),
  inPlace('money that was used and not booked', 'sum', (all) => {
    all.find(({ kind, budget }) => kind === 'budget' && budget === 'abandoned_cart').spent = 0
  }),
  inPlace('a code used more often than it may be', 'use', (all) => {
    changeCode(all, isUsed, (code) =>
      code.redemptions.push({ ...code.redemptions[0], id: 'x-2', order: 'y' }),
    )
  }),
  inPlace('a code used twice on one order', 'use', (all) => {
    changeCode(all, isUsed, (code) => {
      code.terms.uses = 5
      code.redemptions.push({ ...code.redemptions[0], id: 'x-2' })
    })
  }),
  [
    'a use that the journal has twice',
    'use',
    (all) => relink(after(all, entryWith(all, 'used'), structuredClone(entryWith(all, 'used')))),
  ],
  inPlace('a use that the document has lost', 'use', (all) => {
    changeCode(
      all,
      ({ redemptions }) => redemptions[0]?.rolled_back,
      (code) => {
        delete code.redemptions[0].rolled_back
      },
    )
  }),
  inPlace('two codes of one text', 'code', (all) => {
    const other = JSON.parse(withCode(all, isUsed).document).codes.find(isUsed)
    changeCode(all, isOut, (code) => {
      code.hmac = other.hmac
    })
  }),
  inPlace('a code that two shoppers have', 'code', (all) => {
    const other = JSON.parse(withCode(all, isUsed).document).codes.find(isUsed)
    inDocument(withCode(all, isOut), ({ codes }) => codes.push(other))
  }),
  [
    'a claim that is lost',
    'claim',
    (all) => counted(without(all, 'claim', ({ key }) => key.startsWith('code:'))),
  ],
  inPlace("a claim that is another code's", 'claim', (all) => {
    all.find(({ kind, key }) => kind === 'claim' && key.startsWith('code:')).owner = 'somebody.else'
  }),
  [
    'a code that nobody was told of',
    'delivery',
    (all) => counted(all.filter(({ kind, line }) => kind !== 'line' || !line.includes('"code":'))),
  ],
  inPlace('a talk on a step that is not there', 'talk', (all) => {
    inDocument(documents(all)[0], (document) => {
      const { hash } = all.find(({ kind }) => kind === 'rulebook')
      document.talks = [{ flow: 'abandoned_cart', rulebook: hash, step: 'no_such_step' }]
    })
  }),
  inPlace('a talk of a flow that is not there', 'talk', (all) => {
    inDocument(documents(all)[0], (document) => {
      const { hash } = all.find(({ kind }) => kind === 'rulebook')
      document.talks = [{ flow: 'no_such_flow', rulebook: hash, step: 's1' }]
    })
  }),
  inPlace('a talk of rules that are not there', 'talk', (all) => {
    inDocument(documents(all)[0], (document) => {
      document.talks = [{ flow: 'abandoned_cart', rulebook: 'gone', step: 's1' }]
    })
  }),
  ['a line that is lost', 'document', (all) => counted(without(all, 'line', ({ seq }) => seq === 2))],
  inPlace('a document that is behind its journal', 'document', (all) => {
    documents(all)[0].version -= 1
  }),
  [
    'a shopper who is lost',
    'document',
    (all) => counted(without(all, 'shopper', ({ version }) => version > 1)),
  ],
  ['a file that was cut off', 'file', (all) => all.slice(0, -3)],
  ['a record that was taken out', 'file', (all) => without(all, 'note', () => true)],
  ['a file without its head', 'file', (all) => counted(all.slice(1))],
]

describe('the auditor', () => {
  it('finds nothing in a shop that lived, and has looked at all of it', async () => {
    const { findings, figures } = await auditText(good, shop.acks)
    expect(findings).toEqual([])
    expect(figures).toMatchObject({ shoppers: 4, codes: 5, unchecked: 0, acks: 5 })
  })

  it.each(FAULTS)('finds %s', async (_name, check, make) => {
    const { findings } = await auditRecords(make(read()))
    expect(findings.map((one) => one.check)).toContain(check)
  })

  it('finds a line that is no record, and says which', async () => {
    const { findings } = await auditText(good.replace('"kind":"budget"', '"kind":"bodget"'))
    expect(findings.some(({ check, what }) => check === 'file' && /^line \d+ can't be read/.test(what))).toBe(
      true,
    )
  })

  const code = () => JSON.parse(withCode(read(), isOut).document).codes.find(isOut).id as string
  const LOST: readonly (readonly [string, () => readonly Ack[]])[] = [
    ['an event', () => [{ what: 'accepted', event: 'never-came' }]],
    ['a code', () => [{ what: 'issued', code: 's_x.lost' }]],
    ['an approval', () => [{ what: 'approved', code: 's_x.lost' }]],
    ['a use', () => [{ what: 'redeemed', redemption: 's_x.lost-1' }]],
    ['a use taken back', () => [{ what: 'rolled_back', redemption: shop.acks[0]!.redemption as string }]],
    ['an erasure', () => [{ what: 'erased', shopper: documents(read())[0].id }]],
    [
      'a delivery',
      () => [
        { what: 'issued', code: code() },
        { what: 'delivered', code: 's_x.another' },
      ],
    ],
  ]
  it.each(LOST)('finds that %s was acknowledged and is not so', async (_name, acks) => {
    const { findings } = await auditText(good, acks())
    expect(findings.map(({ check }) => check)).toContain('ack')
  })

  it('takes what is true, and a last acknowledgement that was never written whole', async () => {
    const kept = read().find(({ kind, id }) => kind === 'event' && id.startsWith('redeem:')).id as string
    const acks = readAcks(
      `{"what":"accepted","event":"${kept.split(':')[1]}"}\n{"what":"issued","code":"${code()}"}\n{"wh`,
    )
    expect(acks).toHaveLength(2)
    expect((await auditText(good, acks)).findings).toEqual([])
    expect(() => readAcks('{"what":"eaten"}\n')).toThrow(/line 1/)
  })

  it('says that entries of before they told what they did are unchecked, and counts them', async () => {
    const old = read().map((record) => {
      if (record.kind !== 'journal' || record.seq > 8 || !record.shopper) return record
      const { did: _, ...rest } = JSON.parse(record.entry)
      return { ...record, entry: JSON.stringify(rest) }
    })
    const { findings, figures } = await auditRecords(old)
    expect(figures.unchecked).toBe(7)
    // Only the links tell that the journal was written anew.
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['chain']))
  })

  it('finds nothing where the shop was restored elsewhere, and works on', async () => {
    const { folder, remove } = aFolder()
    const file = join(shop.folder, 'to-restore.jsonl')
    writeFileSync(file, good)
    writeFileSync(join(folder, 'key'), readFileSync(join(shop.folder, 'key')))
    // The clock of the demo shop was turned; it is no part of a store.
    cpSync(join(shop.folder, 'data', 'demo-clock.json'), join(folder, 'data', 'demo-clock.json'))
    expect(await winback(folder, ['restore', file])).toMatchObject({ code: 0, stderr: '' })
    const { url, child, ended } = await startProcess(folder, { WINBACK_LOG: 'error' })
    const client = clientOf({ url: () => url, pageKey: KEYS.page, secretKey: KEYS.secret } as TestServer)
    const order = { id: 'order-9', total: '2690.00' }
    const mine = { code: shop.unused.code, order, shopper: { anonymousId: shop.unused.visitor } }
    const { status, body } = await client.redeem('after-restoring', mine)
    expect([status, body.id]).toEqual([201, expect.stringMatching(/-1$/)])
    child.kill('SIGTERM')
    await ended
    const again = join(folder, 'again.jsonl')
    await winback(folder, ['backup', again])
    const acks = [...shop.acks, { what: 'redeemed', redemption: body.id } as const]
    expect((await audit(again, acks)).findings).toEqual([])
    remove()
  })

  it('as a command: a line a finding and exit code 1, else 0', async () => {
    const file = join(shop.folder, 'command.jsonl')
    const run = () =>
      execFileSync(process.execPath, ['test/audit/audit.ts', file], { encoding: 'utf8', stdio: 'pipe' })
    writeFileSync(file, good)
    expect(run()).toBe('')
    writeFileSync(file, good.slice(0, good.length / 2))
    expect(run).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('cut off') }))
  })

  it('imports nothing of the product', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts'))
    const own = files.filter((name) => name !== 'a-shop.ts' && !name.endsWith('.test.ts'))
    for (const name of own)
      expect(readFileSync(join(import.meta.dirname, name), 'utf8'), name).not.toMatch(/from '\.\.\//)
  })
})
