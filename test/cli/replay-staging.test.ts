import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { stage } from '../../src/cli/replay/stage.ts'
import { openStaging } from '../../src/cli/replay/staging.ts'
import type { History } from '../../src/histories/history.ts'
import { onlineRetail } from '../../src/histories/online-retail.ts'
import { taobao } from '../../src/histories/taobao.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-staging-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (content: string | Uint8Array): string => {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  return path
}

/** Stages `content` and answers what came of it. */
const staged = async (history: History, content: string | Uint8Array) => {
  const staging = openStaging(join(folder, 'staging.db'))
  try {
    const counts = await stage(
      history,
      file(content),
      staging,
      Date.UTC(2026, 0, 1),
      () => {},
      async () => {},
    )
    const refused = [...staging.refused()]
    return { ...counts, refused, reasons: refused.map(({ reason }) => reason), events: [...staging.events()] }
  } finally {
    staging.close()
  }
}

const LINES = ['1,10,5,pv,1511848900', '2,11,5,cart,1511848800', '1,10,5,buy,1511849000']
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const invoice = (line: string) => `${line},United Kingdom`
const SOLD = invoice('1,A,"LANTERN, ""RED""",5,2010-12-01 08:26:00,2.50,7.0')

describe('a file of lines', () => {
  it('comes out in the order of time, whatever its own', async () => {
    const { events } = await staged(taobao, LINES.join('\n'))
    expect(events.map(({ at }) => at)).toEqual([1511848800000, 1511848900000, 1511849000000])
    expect((await staged(taobao, LINES.toReversed().join('\n'))).events).toEqual(events)
  })

  it('may be gzipped under any name, end its lines as Windows does, and begin with a byte order mark', async () => {
    const plain = await staged(taobao, LINES.join('\n'))
    for (const content of [
      gzipSync(LINES.join('\n')),
      `${LINES.join('\r\n')}\r\n`,
      `\uFEFF${LINES.join('\n\n')}\n`,
    ])
      expect(await staged(taobao, content)).toEqual(plain)
  })

  it('that has an identical line twice: the same event in Taobao, one more piece of a cart in Online Retail', async () => {
    expect(await staged(taobao, [...LINES, LINES[0]].join('\n'))).toMatchObject({ read: 4, twice: 1 })
    const { twice, events } = await staged(onlineRetail, [HEADER, SOLD, SOLD].join('\n'))
    expect(twice).toBe(0)
    expect(events[0]).toMatchObject({ lines: 2, what: { lines: [{ item: 'A', quantity: 10, price: 250 }] } })
  })

  it('has the same ids with its columns in another order', async () => {
    const swapped = 'Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo'
    const line = 'United Kingdom,7.0,2.50,2010-12-01 08:26:00,5,"LANTERN, ""RED""",A,1'
    const { events } = await staged(onlineRetail, `${swapped}\n${line}`)
    expect(events).toEqual((await staged(onlineRetail, `${HEADER}\n${SOLD}`)).events)
  })
})

describe('a line that cannot be read', () => {
  it('is refused with its reason, and spoils no other', async () => {
    const open = '1,"10,5,pv,1511848900'
    const long = `1,${'9'.repeat(70_000)},5,pv,1511848900`
    const content = [LINES[0], open, long, '1,10,5,pv', LINES[1], '1,10,5,pv,15118'].join('\n')
    const { read, reasons, events } = await staged(taobao, content)
    expect(read).toBe(6)
    expect(reasons.toSorted()).toEqual(['columns', 'quotes', 'time', 'too_long'])
    expect(events).toHaveLength(2)
  })

  it('is refused as often as it is there in Online Retail, and once in Taobao', async () => {
    const nobody = invoice('1,A,X,1,2010-12-01 08:26:00,2.5,')
    const refused = (await staged(onlineRetail, [HEADER, nobody, nobody].join('\n'))).refused
    expect(new Set(refused.map(({ id }) => id)).size).toBe(2)
    expect(await staged(taobao, '1,1,1,pv,7\n1,1,1,pv,7\n')).toMatchObject({ twice: 1, reasons: ['time'] })
  })
})

describe('a cancellation', () => {
  const bought = (at: string, pieces: number, price: string) =>
    invoice(`${at.length}${at},A,X,${pieces},2010-12-${at}:00,${price},7`)
  const back = (at: string, pieces: number) => invoice(`C1,A,X,-${pieces},2010-12-${at}:00,1,7`)
  const returns = async (...lines: readonly string[]) => {
    const { events, reasons } = await staged(onlineRetail, [HEADER, ...lines].join('\n'))
    const given = events.flatMap(({ what }) => (what.kind === 'order_cancelled' ? (what.lines ?? []) : []))
    return { given: given.map(({ quantity, price }) => `${quantity} at ${price}`).toSorted(), reasons }
  }

  it('gives back the latest purchase first, then the one before', async () => {
    const purchases = [bought('01 08:00', 4, '1.00'), bought('02 08:00', 4, '2.00')]
    expect(await returns(...purchases, back('03 08:00', 3))).toMatchObject({ given: ['3 at 200'] })
    expect(await returns(...purchases, back('03 08:00', 6))).toMatchObject({
      given: ['2 at 100', '4 at 200'],
    })
  })

  it('does not give back what is given back already, or bought later', async () => {
    const twice = await returns(bought('01 08:00', 4, '1.00'), back('03 08:00', 4), back('04 08:00', 1))
    expect(twice).toEqual({ given: ['4 at 100'], reasons: ['unmatched_cancellation'] })
    const later = await returns(bought('05 08:00', 4, '1.00'), back('03 08:00', 4))
    expect(later).toEqual({ given: [], reasons: ['unmatched_cancellation'] })
  })
})

describe('a file that is no history', () => {
  it.each([
    ['is empty', '', 'is empty'],
    ['holds blank lines only', '\n\n', 'holds no lines'],
    ['holds a header only', HEADER, 'holds no lines'],
    ['is of another source', LINES.join('\n'), 'cannot be read as online-retail'],
    ['is cut short', gzipSync(SOLD.repeat(500)).subarray(0, 60), 'broken or cut short'],
    ['is broken within', Buffer.from('\x1f\x8bnot gzip at all', 'latin1'), 'broken or cut short'],
    ['is an image', Buffer.from([137, 80, 78, 71, 0, 0, 0, 1]), 'is not a text file'],
  ])('because it %s, is named as that', async (_, content, why) => {
    await expect(staged(onlineRetail, content)).rejects.toThrow(why)
  })

  it('because it is not there or a folder, is named as that', async () => {
    const staging = openStaging(join(folder, 'staging.db'))
    const read = (path: string) =>
      stage(
        taobao,
        path,
        staging,
        0,
        () => {},
        async () => {},
      )
    await expect(read(join(folder, 'none.csv'))).rejects.toThrow('There is no file')
    await expect(read(folder)).rejects.toThrow('is not a file')
    staging.close()
  })
})
