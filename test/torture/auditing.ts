// The auditor from outside: a backup of the shop by the product's own verb, and what was acknowledged, in its words.
import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Ack, readAcks } from './load/acks.ts'
import { envOf, NODE, WINBACK } from './server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const AUDIT = join(ROOT, 'test/audit/audit.ts')
const run = promisify(execFile)
/** In a group of its own: Ctrl-C ends no look at what is there. */
const apart = { detached: true } as object

/** Who was erased has nothing left that could be looked for; `asked_to_erase` and the like are this torture's own. */
const inItsWords = (acks: readonly Ack[]): readonly object[] => {
  const gone = new Set(acks.flatMap((ack) => (ack.what === 'asked_to_erase' ? [ack.user] : [])))
  return acks.flatMap((ack): object[] => {
    if (ack.what === 'erased')
      return ack.shopper === undefined ? [] : [{ what: 'erased', shopper: ack.shopper }]
    if (gone.has(ack.user) || (ack.what === 'approved' && ack.user === '')) return []
    switch (ack.what) {
      case 'accepted':
        return [{ what: 'accepted', event: ack.id }]
      case 'issued':
        return ack.code === undefined ? [] : [{ what: 'issued', code: ack.code }]
      case 'redeemed':
      case 'rolled_back':
        return [{ what: ack.what, redemption: ack.id }]
      case 'approved':
        return [{ what: 'approved', code: ack.code }]
      default:
        return []
    }
  })
}

/** What the auditor finds in the shop of `folder`, which nobody serves now, or one server does. */
export const auditShop = async (
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  if (!existsSync(AUDIT)) return []
  const [file, acks] = [join(folder, 'shop.jsonl.gz'), join(folder, 'acks-audited.jsonl')]
  const lines = inItsWords(readAcks(join(folder, 'acks.jsonl')))
  writeFileSync(acks, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  await run(NODE, [WINBACK, 'backup', '--force', file], {
    ...{ cwd: folder, env: { ...envOf(folder, env) } },
    ...apart,
  })
  const said = await run(NODE, [AUDIT, file, '--acks', acks], { maxBuffer: 1 << 28, ...apart }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; message: string }) => error.stdout || error.message,
  )
  return said.split('\n').filter(Boolean)
}
