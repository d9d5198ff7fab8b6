import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPassword } from '../../src/start/agent-logins.ts'
import { newFolder } from '../server.ts'

const CLI = resolve(import.meta.dirname, '../../src/cli/winback.ts')

let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const run = (args: readonly string[], env: Record<string, string> = {}, input?: string) => {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    err += data
  })
  child.stdin.end(input ?? '')
  const ended = new Promise<{ code: number | null; out: string; err: string }>((done) =>
    child.on('close', (code) => done({ code, out, err })),
  )
  const said = async (what: string): Promise<string> => {
    await expect.poll(() => out, { timeout: 10_000 }).toContain(what)
    return out
  }
  return { child, ended, said }
}

describe('the command line', () => {
  it('checks the flows that the server would read, as the settings name them', async () => {
    writeFileSync(join(folder, 'flows', 'odd.yaml'), 'flow: odd\nstrat: { on: message }\n')
    const set = { WINBACK_FLOWS: join(folder, 'flows'), WINBACK_LOCALES: join(folder, 'locales') }
    const { code, out } = await run(['check'], set).ended
    expect(code).toBe(1)
    expect(out).toContain('flows/odd.yaml:2:1  unknown key "strat"')
    // And from a folder that has flows of its own.
    expect((await run(['check']).ended).out).toContain('flows/odd.yaml:2:1')
  })

  it('lists its verbs', async () => {
    const { code, out } = await run(['--help']).ended
    expect(code).toBe(0)
    for (const verb of ['start', 'check', 'replay', 'password']) expect(out).toContain(`  ${verb} `)
  })

  it('names the nearest verb for one that it does not know', async () => {
    const { code, err } = await run(['strat']).ended
    expect(code).toBe(1)
    expect(err).toContain('Did you mean start?')
  })

  it('turns a password into a hash', async () => {
    const { out } = await run(['password'], {}, 'correct horse\n').ended
    expect(await isPassword({ name: 'olena', hash: out.trim() }, 'correct horse')).toBe(true)
    expect((await run(['password'], {}, 'short').ended).code).toBe(1)
  })
})

describe('winback start', () => {
  it('runs the demo with no settings, and stops when it is told to', async () => {
    const began = performance.now()
    const { child, ended, said } = run(['start'], { PORT: '0' })
    const about = await said('Chat')
    expect(performance.now() - began).toBeLessThan(20_000)
    const url = /http:\/\/localhost:\d+/.exec(about)?.[0]
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0, err: '' })
  })

  it('says in words what is wrong with the settings, from .env too, all at once', async () => {
    writeFileSync(join(folder, '.env'), 'WINBACK_LOG=loud\nPORT=1\n')
    const { code, err } = await run(['start'], { PORT: 'many' }).ended
    expect(code).toBe(1)
    expect(err).toContain('WINBACK_LOG:')
    expect(err).toContain('PORT: a port is a number')
    expect(err).not.toContain('    at ')
  })

  it('a second one on the same data is told who is there', async () => {
    const first = run(['start'], { PORT: '0' })
    await first.said('Winback is ready')
    const { code, err } = await run(['start'], { PORT: '0' }).ended
    expect(code).toBe(1)
    expect(err).toContain(`process ${first.child.pid}`)
  })
})
