// A demo shop's life in a few seconds: codes issued, used, taken back, frozen and replaced, run out; a shopper erased; part
// of the journal in files. Answers what was acknowledged on the way.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { clientOf, shopperWithCode } from '../http/client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, envOf, KEYS, startProcess } from '../server-process.ts'
import type { Ack } from './acks.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const WINBACK = join(ROOT, 'src/cli/winback.ts')

type Said = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs a verb on a folder's data. */
export const winback = (
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Said> =>
  promisify(execFile)(process.execPath, [WINBACK, ...args], { cwd: folder, env: envOf(folder, more) }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error) => ({ code: error.code ?? 1, stdout: error.stdout ?? '', stderr: error.stderr ?? '' }),
  )

export const aShop = async () => {
  const { folder, remove } = aFolder()
  const { url, child, ended } = await startProcess(folder, { WINBACK_LOG: 'error' })
  const server = { url: () => url, pageKey: KEYS.page, secretKey: KEYS.secret } as TestServer
  const client = clientOf(server)
  const acks: Ack[] = []
  let unused = { code: '', visitor: '' }
  for (let n = 0; n < 5; n++) {
    const { code, visitor, talk } = await shopperWithCode(server)
    const order = { id: `order-${n}`, total: '2690.00' }
    const mine = { code, order, shopper: { anonymousId: visitor } }
    if (n === 0) unused = { code, visitor }
    // The first stays as it is; the second is frozen by strangers, and replaced.
    if (n === 1) {
      for (let by = 0; by < 6; by++)
        await client.shop('/v1/validations', { ...mine, shopper: { userId: `stranger-${by}` } })
      await talk.line((line) => line.code !== undefined && line.code.text !== code)
    }
    if (n >= 2) {
      const { body } = await client.redeem(randomUUID(), mine)
      const id: string = body.id
      acks.push({ what: 'redeemed', redemption: id })
      if (n === 3) {
        await client.shop(`/v1/redemptions/${id}/rollback`, {}, { 'idempotency-key': randomUUID() })
        acks.push({ what: 'rolled_back', redemption: id })
      }
      const told = { messageId: randomUUID(), event: 'Order Completed', anonymousId: visitor }
      const properties = { order_id: order.id, total: 2690, coupon: code, currency: 'UAH' }
      if (n !== 3) await client.shop('/v1/track', { ...told, properties })
      if (n === 4) {
        const erased = await winback(folder, ['erase', visitor, '--yes'])
        if (erased.code !== 0) throw new Error(erased.stderr)
        acks.push({ what: 'erased', shopper: id.slice(0, id.lastIndexOf('.')) })
      }
    }
    talk.close()
  }
  return {
    ...{ folder, acks, unused },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
    remove,
  }
}
