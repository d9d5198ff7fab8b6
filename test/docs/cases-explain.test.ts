// S23 on a whole server: two people in one town, at one hour, get different terms, and `winback explain` says why.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf } from '../http/client.ts'
import { startServer, type TestServer } from '../server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const CASES = join(ROOT, 'docs/cases')
let server: TestServer
beforeAll(async () => {
  server = await startServer({}, (folder) => {
    for (const [from, to] of [
      ['s23-where-it-goes', 'flows'],
      ['locales', 'locales'],
    ] as const) {
      rmSync(join(folder, to), { recursive: true })
      cpSync(join(CASES, from), join(folder, to), { recursive: true })
    }
    // Nobody is held out: who gets what is not left to chance here.
    const file = join(folder, 'flows/session.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('holdout: 10%', 'holdout: 0%'))
  })
})
afterAll(() => server.stop())

const explain = async (who: string): Promise<string> => {
  const env = {
    ...process.env,
    ...{ WINBACK_DATA: join(server.folder, 'data'), WINBACK_FLOWS: join(server.folder, 'flows') },
    ...{ WINBACK_LOCALES: join(server.folder, 'locales'), WINBACK_KEY_FILE: join(server.folder, 'key') },
  }
  const args = [join(ROOT, 'src/cli/winback.ts'), 'explain', who]
  return (await promisify(execFile)(process.execPath, args, { env })).stdout
}

it('S23: two people in one town, different terms, and support can say why', async () => {
  const { shop, visitor, add, forward } = clientOf(server)
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Europe/Kyiv' }).format(new Date()),
  )
  // So that an hour later it is between eight and midnight.
  expect((await forward(`${(44 - hour) % 24 || 24}h`)).status).toBe(200)
  for (const device of ['phone', 'computer']) {
    const { visitor: anonymousId } = await visitor()
    const traits = { region: 'Lviv', device }
    const identify = { messageId: device, userId: device, anonymousId, traits }
    expect((await shop('/v1/identify', identify)).status).toBe(200)
    expect((await add(anonymousId, 'boots', 900)).status).toBe(200)
  }
  expect((await forward('1h')).status).toBe(200)
  await expect.poll(() => explain('phone'), { timeout: 10_000 }).toContain('three was given by session')
  const [phone, computer] = [await explain('phone'), await explain('computer')]
  expect(phone).toMatch(/shopper\.device = phone, now\.hour = 2\d/)
  expect(computer).not.toContain('was given')
  expect(computer).toContain('shopper.device = computer')
})
