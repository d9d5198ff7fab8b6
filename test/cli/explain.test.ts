// `winback explain`, as an agent or a developer runs it beside the server.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, clientOf, shopperWithCode } from '../http/client.ts'
import { signIn } from '../http/desk-client.ts'
import { startServer, type TestServer } from '../server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
let server: TestServer
let visitor = ''
beforeAll(async () => {
  server = await startServer()
  visitor = (await shopperWithCode(server)).visitor
  const traits = { email: 'Anna@shop.example', phone: '+380 50 123-45-67' }
  const identify = { messageId: 'i1', userId: 'u-77', traits }
  expect((await clientOf(server).shop('/v1/identify', identify)).status).toBe(200)
})
afterAll(() => server.stop())

const explain = (...args: readonly string[]) => {
  const env = {
    ...process.env,
    ...{ WINBACK_DATA: join(server.folder, 'data'), WINBACK_FLOWS: join(server.folder, 'flows') },
    ...{ WINBACK_LOCALES: join(server.folder, 'locales'), WINBACK_KEY_FILE: join(server.folder, 'key') },
  }
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/winback.ts'), 'explain', ...args], { env })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, ...said })),
  )
}

const WHY =
  'percent_15 was given by abandoned_cart because segment.first_purchase && reason in ["price", "competitor"] held: orders.count = 0, reason = price'

describe('winback explain', () => {
  it('says in one sentence why a code was given, and holds no code', async () => {
    const { code, stdout, stderr } = await explain(visitor)
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout).toContain(WHY)
    expect(stdout).toContain('first_purchase, because orders.count == 0 holds: orders.count = 0')
    expect(stdout).toContain('a code is out, and would be shown again')
    expect(stdout).not.toMatch(/ZT-?[0-9A-Z]{4}/)
  })

  it('finds by e-mail, phone and the shop’s own id, in three languages', async () => {
    const answers = await Promise.all([
      explain('anna@shop.example'),
      explain('050 123 45 67', '--lang', 'uk'),
      explain('u-77', '--json'),
    ])
    for (const { code } of answers) expect(code).toBe(0)
    const { shopper } = JSON.parse(answers[2].stdout)
    for (const { stdout } of answers) expect(stdout).toContain(shopper)
    expect(answers[1].stdout).toContain('Сегменти')
  })

  it('says what to do where it can’t', async () => {
    const nobody = await explain('nobody@shop.example')
    expect(nobody).toMatchObject({ code: 1, stdout: '' })
    expect(nobody.stderr).toContain('Nobody is known by "nobody@shop.example"')
    expect((await explain()).stderr).toContain("missing required argument 'shopper'")
  })
})

describe('the desk', () => {
  it('says the same sentence at the code, and why each segment holds', async () => {
    const { get } = await signed()
    const found = await get('find', { by: 'visitor', id: visitor })
    const { body } = await get(`shoppers/${found.body.shopper}`)
    expect(body.codes[0].why.en).toBe(WHY)
    expect(Object.keys(body.codes[0].why).sort()).toEqual(['en', 'ru', 'uk'])
    const held = body.shopper.held.find(({ name }: { name: string }) => name === 'first_purchase')
    expect(held.why.uk).toBe('first_purchase, бо виконується orders.count == 0: orders.count = 0')
    expect(held.about.en).toBe('Has not bought anything yet.')
    // As an agent hears it on the phone: with the country, without it, with brackets.
    for (const id of ['+380501234567', '050 123 45 67', '80501234567', '(050) 123-45-67'])
      expect((await get('find', { by: 'phone', id })).status, id).toBe(200)
    expect((await get('find', { by: 'phone', id: '050 123 45 68' })).status).toBe(404)
  })

  const signed = async () => {
    const { cookie } = await signIn(server)
    const headers = { cookie, 'x-winback-desk': '1' }
    return { get: (path: string, body?: unknown) => call(`${server.url()}/desk/api/${path}`, body, headers) }
  }
})
