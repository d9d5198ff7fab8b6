// The real process with OPENAI_* set: it asks the model, keeps to the cap over a restart, shows it in /metrics, and says at
// start what is missing.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { chat as openChat } from '../http/client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, envOf, KEYS, type ServerProcess, startProcess } from '../server-process.ts'
import { reads, startFake } from './fake-server.ts'

const opened: { readonly close: () => unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})
const folderOf = (): string => {
  const { folder, remove } = aFolder()
  opened.push({ close: remove })
  return folder
}

/** Opens a chat, says it, and answers the bot's next line. */
const chat = async ({ url }: ServerProcess, text: string): Promise<string> => {
  const talk = await openChat({ url: () => url, pageKey: KEYS.page } as TestServer, undefined)
  talk.say({ kind: 'say', id: randomUUID(), text })
  const line = await talk.line(({ who }) => who === 'bot')
  talk.close()
  return line.text
}

const stopped = async (server: ServerProcess): Promise<void> => {
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
}

const figures = async ({ url }: ServerProcess): Promise<string> =>
  (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${KEYS.secret}` } })).text()

const UNCLEAR = 'hmm the purple elephants of it'

describe('the process beside a model', () => {
  it('asks it, counts it, and keeps to the cap after a restart', async () => {
    const fake = await startFake(reads('returns'))
    opened.push(fake)
    const folder = folderOf()
    // Room for one in its worst case, and not for a second after it.
    const env = { OPENAI_BASE_URL: fake.url, OPENAI_MODEL: 'local-7b', WINBACK_MODEL_DAILY: '6500 tokens' }
    const first = await startProcess(folder, env)
    expect(await chat(first, UNCLEAR)).toMatch(/exchange or return/)
    expect(fake.requests).toHaveLength(1)
    const [{ asked, headers, path } = fake.requests[0]!] = fake.requests
    expect([asked.model, path, headers.authorization]).toEqual([
      'local-7b',
      '/v1/chat/completions',
      undefined,
    ])
    const text = await figures(first)
    expect(text).toContain('winback_model_calls_total{what="read",outcome="answered"} 1')
    expect(text).toContain('winback_model_breaker{state="closed"} 1')
    expect(text).toContain('winback_model_spent_today{unit="tokens"} 920')
    expect(text).toContain('winback_model_cap{unit="tokens"} 6500')
    await stopped(first)

    const second = await startProcess(folder, { ...env, WINBACK_MODEL_DAILY: '2000 tokens' })
    expect(await chat(second, UNCLEAR)).toMatch(/not sure I understood/)
    expect(fake.requests).toHaveLength(1)
    expect(await figures(second)).toContain('winback_model_calls_total{what="read",outcome="capped"} 1')
    expect(second.log()).toContain("the model's cap of this day is reached")
    await stopped(second)
  })

  it('answers others at once while one waits for a model that hangs', async () => {
    const fake = await startFake((asked, response, request) =>
      asked.messages[1]?.content.includes('elephants')
        ? undefined
        : reads('returns')(asked, response, request),
    )
    opened.push(fake)
    const server = await startProcess(folderOf(), {
      OPENAI_BASE_URL: fake.url,
      OPENAI_MODEL: 'm',
      OPENAI_API_KEY: 'sk-1',
    })
    await chat(server, 'How much does delivery cost?')
    const answered: string[] = []
    const waits = chat(server, UNCLEAR).then((text) => answered.push(text))
    while (fake.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await chat(server, 'How much does delivery cost?').then((text) => answered.push(text))
    await waits
    expect(answered).toEqual([
      expect.stringMatching(/Delivery costs/),
      expect.stringMatching(/not sure I understood/),
    ])
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer sk-1')
    await stopped(server)
  })

  it('does not start with half of the settings, and says which are missing', async () => {
    const run = promisify(execFile)
    const start = (env: Record<string, string>) =>
      run(resolve('node_modules/.bin/node'), [resolve('src/cli/winback.ts'), 'start'], {
        env: envOf(folderOf(), env),
        cwd: join(folderOf()),
      })
    await expect(start({ OPENAI_API_KEY: 'sk-1' })).rejects.toThrow(
      /OPENAI_MODEL: needed when OPENAI_API_KEY is set/,
    )
  })
})
