// `winback audit`, beside the running server: the same trail as the desk shows, whatever desk an act came from.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat, clientOf } from '../http/client.ts'
import { signIn } from '../http/desk-client.ts'
import { startServer, type TestServer } from '../server.ts'

const ROOT = resolve(import.meta.dirname, '../..')
let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const audit = (...args: readonly string[]) => {
  const env = {
    ...process.env,
    ...{ WINBACK_DATA: join(server.folder, 'data'), WINBACK_FLOWS: join(server.folder, 'flows') },
    ...{ WINBACK_LOCALES: join(server.folder, 'locales'), WINBACK_KEY_FILE: join(server.folder, 'key') },
  }
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/winback.ts'), 'audit', ...args], { env })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => done({ code, ...said })),
  )
}

describe('the trail of what agents did', () => {
  it('says who, what, when, why and at which desk, and holds no code', async () => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'item-3000', 3000)
    const talk = await chat(server, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    const olena = await signIn(server)
    const ticket = await olena.ticketOf(visitor, 3000)
    const shopper = ticket.slice(0, ticket.lastIndexOf('.'))
    expect((await olena.get('audit')).body.acts).toEqual([])
    await olena.act({ act: 'note', ticket, text: 'asks every month' })
    await olena.act({ act: 'take_over', ticket })
    await olena.act({ act: 'send', ticket, text: 'Good morning!' })
    await olena.act({ act: 'approve', ticket, offer: 'percent_15', ceiling: 60_000 })
    const code = (await talk.line((line) => line.code !== undefined)).code?.text ?? '?'
    const given = (await olena.ticket(ticket)).codes[0].id
    await olena.act({ act: 'revoke', shopper, code: given, why: 'a mistake' })
    await olena.act({ act: 'decline', ticket })

    const { body } = await olena.get('audit?days=1')
    const told = body.acts.map(({ agent, act, desk, text }: Record<string, string>) => ({
      agent,
      act,
      desk,
      text,
    }))
    const by = { agent: 'olena', desk: 'web' }
    expect(told).toHaveLength(5)
    expect(told).toEqual(
      expect.arrayContaining([
        { ...by, act: 'note', text: 'asks every month' },
        { ...by, act: 'take_over', text: '' },
        { ...by, act: 'send', text: 'Good morning!' },
        { ...by, act: 'approve', text: '' },
        { ...by, act: 'revoke', text: 'a mistake' },
      ]),
    )
    expect((await olena.get('audit?days=0')).status).toBe(400)

    const [json, plain, other] = await Promise.all([
      audit('--json', '--agent', 'OLENA'),
      audit('--days', '1'),
      audit('--agent', 'nobody'),
    ])
    expect(json.stderr).toBe('')
    const lines = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual(body.acts)
    expect(plain.stdout).toContain(`olena  revoke percent_15  ${shopper}  web  a mistake`)
    expect(other.stdout).toBe('No agent did anything in 7 days.\n')
    expect(plain.stdout + json.stdout).not.toContain(code)
    talk.close()
  }, 30_000)
})
