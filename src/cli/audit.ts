// The verb `audit`: what agents did, at whatever desk. Reads the data of `start`, beside a running server or without one.
import { type Command, InvalidArgumentError } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { type Audited, auditOf } from '../http/desk/audit.ts'
import { StoreError } from '../ports/store-error.ts'
import { StartError } from '../start/start-error.ts'
import { openDataToRead, type ReadData } from './explain/open-data.ts'

type Options = { readonly days: number; readonly agent?: string; readonly json?: boolean }

const DAY = 86_400_000

const HELP = `
One line an act, the newest first: when, who, what, about whom, at which desk, and why.

  winback audit --days 1              since this time yesterday
  winback audit --agent Olena --json  what Olena did, one object a line`

const readDays = (text: string): number => {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 1 && days <= 3660) return days
  throw new InvalidArgumentError('whole days from 1 to 3660, such as 30')
}

export const addAudit = (program: Command): void => {
  program
    .command('audit')
    .description('what agents did: who, what, when, why, and at which desk')
    .option('--days <n>', 'how far back', readDays, 7)
    .option('--agent <name>', 'of this agent only')
    .option('--json', 'print one object a line')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      process.exitCode = await audit(options)
    })
}

/** "approve percent_15, after Taras". */
const whatOf = ({ act, did }: Audited): string =>
  [
    act,
    did?.offer,
    did?.reason,
    did?.from && `from ${did.from}`,
    did?.to && `to ${did.to}`,
    did?.with && `after ${did.with}`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')

const lineOf = (one: Audited, when: Intl.DateTimeFormat): string =>
  [when.format(one.at), one.agent, whatOf(one), one.shopper, one.desk ?? '-', one.text.replace(/\s+/g, ' ')]
    .join('  ')
    .trimEnd()

/** Answers the exit code: 0 told, 1 there is no data. */
const audit = async ({ days, agent, json }: Options): Promise<number> => {
  let data: ReadData | null = null
  try {
    loadEnvFile()
    data = await openDataToRead(readConfig())
    const { store, clock, engine } = data
    const all = await auditOf(store.records, clock() - days * DAY, Number.MAX_SAFE_INTEGER)
    const wanted = agent?.toLowerCase()
    const found = all.filter((one) => wanted === undefined || one.agent.toLowerCase() === wanted)
    const when = new Intl.DateTimeFormat('sv-SE', {
      ...{ dateStyle: 'short', timeStyle: 'short', timeZone: engine.rulebook().shop.time_zone },
    })
    const lines = found.map((one) => (json ? JSON.stringify(one) : lineOf(one, when)))
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
    else if (!json)
      process.stdout.write(`No agent did anything in ${days === 1 ? 'one day' : `${days} days`}.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof StartError) && !(error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await data?.close()
  }
}
