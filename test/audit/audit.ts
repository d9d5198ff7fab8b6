// npm run audit -- FILE [--acks FILE]: checks a backup file from outside. Imports nothing of the product: it knows the
// file's form, and does its own sums. One line a finding; exit code 1 where there is any, 2 where it can't begin.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Ack, createAckCheck, readAcks } from './acks.ts'
import { createBudgetCheck } from './budgets.ts'
import { createChainCheck } from './chains.ts'
import { createCodeCheck } from './codes.ts'
import { createDeliveryCheck } from './delivery.ts'
import { createIssueCheck } from './issues.ts'
import { readFile } from './read-file.ts'
import type { Finding } from './records.ts'
import { createShop } from './shop.ts'
import { createSumCheck } from './sums.ts'
import { createTalkCheck } from './talks.ts'
import { createTold } from './told.ts'
import { createWholeCheck } from './whole.ts'

export type Audited = {
  readonly findings: readonly Finding[]
  /** How much there was to look at. */
  readonly figures: {
    readonly records: number
    readonly shoppers: number
    readonly codes: number
    /** Entries that say nothing of what they did: written before they did, or emptied. */
    readonly unchecked: number
    readonly acks: number
  }
}

export const audit = async (path: string, acks: readonly Ack[] = []): Promise<Audited> => {
  const shop = createShop()
  const journal = createTold()
  const checks = [
    ...[createChainCheck(), createWholeCheck(shop), createIssueCheck(journal), createBudgetCheck(journal)],
    ...[
      createSumCheck(shop),
      createCodeCheck(shop, journal),
      createTalkCheck(shop),
      createDeliveryCheck(shop),
    ],
    createAckCheck(acks, shop, journal),
  ]
  const file = await readFile(path, (record) => {
    shop.take(record)
    journal.take(record)
    for (const check of checks) check.take(record)
  })
  const findings = [...file.findings, ...shop.findings, ...checks.flatMap((check) => check.end())]
  const codes = shop.wholes().reduce((sum, one) => sum + one.codes.length, 0)
  return {
    findings,
    figures: {
      ...{ records: file.records, shoppers: shop.shoppers.length, codes },
      ...{ unchecked: journal.unchecked(), acks: acks.length },
    },
  }
}

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { acks: { type: 'string' } },
    allowPositionals: true,
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) {
    console.error('npm run audit -- FILE [--acks FILE]    (FILE: what winback backup wrote)')
    return 2
  }
  for (const file of [path, values.acks])
    if (file !== undefined && !existsSync(file)) {
      console.error(`There is no file ${file}.`)
      return 2
    }
  const acks = values.acks === undefined ? [] : readAcks(readFileSync(values.acks, 'utf8'))
  const { findings, figures } = await audit(path, acks)
  for (const { check, what } of findings) console.log(`${check}: ${what}`)
  const told = Object.entries(figures).map(([name, count]) => `${count} ${name}`)
  console.error(
    `${findings.length === 0 ? 'Nothing found' : `${findings.length} found`}: ${told.join(', ')}.`,
  )
  return findings.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = await main()
