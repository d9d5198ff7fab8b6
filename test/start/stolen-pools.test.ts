// Imported codes on a whole server: given by the bot, typed in chats, tried by strangers until they are frozen, locked,
// used, named by orders, shown at the desk and in reports. There is no text of any in the data, the log, or a report.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { archiveJournal } from '../../src/stores/sqlite/archive.ts'
import { chat, clientOf } from '../http/client.ts'
import { signIn } from '../http/desk-client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, envOf, KEYS, startProcess } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const CODES = Array.from({ length: 12 }, (_, n) => `Zircon-${7_310 + n}-Q`)
const formsOf = (code: string) =>
  [code, code.replaceAll('-', ''), code.replaceAll('-', ' ')].map((c) => c.toUpperCase())
const FORMS = CODES.flatMap(formsOf)
const FLOW = `
flow: partners
start: { on: signed_in }
campaign: { budget: 100000 UAH, until: none }
steps:
  - give: partner_10
    else: end
`
const cli = (folder: string, ...args: string[]) =>
  promisify(execFile)(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'src/cli/winback.ts'), ...args], {
    ...{ cwd: folder, env: envOf(folder) },
  }).catch((error: { stdout: string; stderr: string; code: number }) => error)

it('imported codes stand nowhere in plain', { timeout: 90_000 }, async () => {
  const { folder, remove } = aFolder()
  appendFileSync(
    join(folder, 'flows/offers.yaml'),
    '\n  partner_10: { percent: 10, up_to: 300 UAH, valid: 48h, codes: { pool: partner } }\n',
  )
  appendFileSync(join(folder, 'flows/shop.yaml'), '\npoints: { worth: 1 UAH, expire: 365d, remind: 5d }\n')
  writeFileSync(join(folder, 'flows/partners.yaml'), FLOW)
  const { url, child, log, ended } = await startProcess(folder, { WINBACK_LOG: 'debug' })
  const server = {
    ...{ url: () => url, pageKey: KEYS.page, secretKey: KEYS.secret },
    agent: { name: 'olena', password: 'correct horse' },
  } as TestServer
  const client = clientOf(server)
  writeFileSync(join(folder, 'codes.csv'), [...CODES, CODES[0], 'x'].join('\n'))
  const told = await cli(folder, 'codes', 'import', 'codes.csv', '--pool', 'partner')
  const pools = await cli(folder, 'codes', 'pools')
  const shown: string[] = []
  const key = () => ({ 'idempotency-key': randomUUID() })
  for (let n = 0; n < 4; n++) {
    const { visitor, token } = await client.visitor()
    const talk = await chat(server, token)
    const who = { userId: `u-${n}`, anonymousId: visitor }
    const track = (event: string, properties: object) =>
      client.shop('/v1/track', { messageId: randomUUID(), event, ...who, properties })
    await track('Signed In', {})
    const code = (await talk.line((line) => line.code !== undefined)).code!.text
    expect(CODES).toContain(code)
    shown.push(code)
    talk.say({ kind: 'say', id: randomUUID(), text: `does ${code.toLowerCase()} or ${CODES[11]} work?` })
    const order = { id: `o-${n}`, total: '2690.00' }
    if (n === 0) {
      for (let by = 0; by < 6; by++)
        await client.shop('/v1/validations', { code, order, shopper: { userId: `s-${by}` } })
      shown.push((await talk.line((line) => line.code !== undefined && line.code.text !== code)).code!.text)
    }
    await client.shop('/v1/locks', { code, order, shopper: who, for: '5m' }, key())
    if (n > 0) {
      const used = await client.redeem(randomUUID(), { code: code.replaceAll('-', ' '), order, shopper: who })
      expect([used.status, used.body.amount]).toEqual([201, '269.00'])
      expect(JSON.stringify(used.body).toUpperCase()).not.toContain(formsOf(code)[0])
    }
    await track('Points Added', { points: 40 })
    await client.shop('/v1/points/spend', { userId: who.userId, points: 10, order: { id: order.id } }, key())
    await track('Order Completed', {
      order_id: order.id,
      total: 2690,
      coupon: code.toLowerCase(),
      currency: 'UAH',
    })
    talk.close()
  }
  expect(new Set(shown).size).toBe(5)
  await client.forward('9d')
  const { cookie } = await signIn(server)
  const desk = async (path: string) => (await client.shop(path, undefined, { cookie })).body
  const said = JSON.stringify([
    ...[told.stdout, told.stderr, pools.stdout, log()],
    ...[(await client.shop('/v1/reports?by=offer')).body, (await client.shop('/v1/reports/partners')).body],
    ...[await desk('/desk/api/reports'), await desk('/desk/api/digests'), await desk('/desk/api/attention')],
    ...[(await client.shop('/metrics')).body, (await client.shop('/v1/points?userId=u-1')).body],
  ])
  expect(said).toContain('partner')
  for (const form of FORMS) expect(said.toUpperCase().includes(form), form).toBe(false)
  child.kill('SIGTERM')
  await ended
  const data = join(folder, 'data')
  expect(await archiveJournal(join(data, 'winback.db'), Number.MAX_SAFE_INTEGER)).toBeGreaterThan(10)
  for (const file of readdirSync(data, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1').toUpperCase()
    for (const form of FORMS) expect(bytes.includes(form), `${form} in ${file.name}`).toBe(false)
  }
  remove()
})
