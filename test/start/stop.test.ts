// The real process as it goes down, and as it can't start.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { aFolder, KEYS, runServer, startProcess } from '../server-process.ts'

const opened: { readonly remove: () => void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.remove()
})
const folderOf = (): string => {
  const { folder, remove } = aFolder()
  opened.push({ remove })
  return folder
}

const send = (url: string, id: string) =>
  fetch(`${url}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ messageId: id, event: 'Product Added', userId: `u${id}` },
      properties: { product_id: 'mug', price: 390 },
    }),
  })

describe('a stop', () => {
  it('answers what is under way, keeps all that it answered, tells the chats, and ends well', async () => {
    const folder = folderOf()
    const server = await startProcess(folder)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/chat?key=${KEYS.page}`)
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify({ kind: 'hello', last: 0, lang: 'en' }))
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    const kept: string[] = []
    const refused = new Set<unknown>()
    let sent = 0
    let readiness: Promise<number[]> | null = null
    const keepSending = async (): Promise<void> => {
      for (;;) {
        const id = `m${sent++}`
        try {
          const response = await send(server.url, id)
          const body = (await response.json()) as { code?: string }
          if (response.ok) kept.push(id)
          else refused.add(`${response.status} ${body.code}`)
          if (kept.length === 200 && readiness === null) {
            server.child.kill('SIGTERM')
            // Several watch it, so that a busy machine does not make them miss the moment.
            const ask = (): Promise<number> =>
              fetch(`${server.url}/readyz`).then(
                ({ status }) => (status === 200 ? ask() : status),
                () => 0,
              )
            readiness = Promise.all(Array.from({ length: 6 }, ask))
          }
        } catch {
          return
        }
      }
    }
    await Promise.all(Array.from({ length: 16 }, keepSending))
    expect(await server.ended).toBe(0)
    expect(await readiness).toContain(503)
    expect(await closed).toBe(1001)
    expect([...refused].filter((one) => one !== '503 stopping')).toEqual([])
    expect(kept.length).toBeGreaterThanOrEqual(200)

    const again = await startProcess(folder)
    const repeats = await Promise.all(kept.map(async (id) => (await send(again.url, id)).json()))
    expect(repeats.filter(({ status }) => status !== 'repeat')).toEqual([])
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  })

  it('ends at once where it is told so twice', async () => {
    const server = await startProcess(folderOf())
    server.child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 150))
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(1)
  })
})

describe('readiness', () => {
  it('says why nothing can be kept while the disk takes nothing more', async () => {
    const folder = folderOf()
    // Files of this process may not grow beyond so much, as on a full disk.
    const server = await startProcess(folder, {}, 'trap "" XFSZ; ulimit -f 3000')
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    let ready = await fetch(`${server.url}/readyz`)
    for (let n = 0; n < 60_000 && ready.status === 200; n += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, (_, m) => send(server.url, `${n + m}`)))
      expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true)
      ready = await fetch(`${server.url}/readyz`)
    }
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ code: 'not_ready', detail: expect.stringContaining('disk') })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    // The gate may have refused what the disk would have.
    const told = async (): Promise<string> => {
      await send(server.url, 'one-more')
      return server.log()
    }
    await expect.poll(told, { timeout: 30_000 }).toContain('the store keeps nothing now')
    server.child.kill('SIGTERM')
    await server.ended
  }, 60_000)
})

describe('a start that can not be', () => {
  const sentence = async (folder: string, more: Readonly<Record<string, string>>) => {
    const child = runServer(folder, more)
    let said = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    return { code, said: said.trim() }
  }

  it.runIf(process.platform === 'linux').each([
    ['/proc/x', "/proc/x can't be made there. Change WINBACK_DATA."],
    ['/proc/x/y/z', "can't be made there. Change WINBACK_DATA."],
    ['/dev/null', '/dev/null is not a folder. Change WINBACK_DATA.'],
    ['/dev/null/x', '/dev/null/x is not a folder. Change WINBACK_DATA.'],
  ])('says so for the data folder %s', async (data, wanted) => {
    const { code, said } = await sentence(folderOf(), { WINBACK_DATA: data })
    expect(code).toBe(1)
    expect(said).toContain(wanted)
    expect(said.split('\n')).toHaveLength(1)
  })

  it('says so for a key that is a folder, holds none, or may not be read', async () => {
    const folder = folderOf()
    mkdirSync(join(folder, 'keys'))
    writeFileSync(join(folder, 'no-key'), 'hello')
    writeFileSync(join(folder, 'shut'), Buffer.alloc(32).toString('base64'))
    chmodSync(join(folder, 'shut'), 0)
    const keys = { keys: 'is a folder, not a file', 'no-key': 'does not hold a sealing key' }
    const shut = process.getuid?.() === 0 ? {} : { shut: "can't be read" }
    for (const [name, wanted] of Object.entries({ ...keys, ...shut })) {
      const { code, said } = await sentence(folder, { WINBACK_KEY_FILE: join(folder, name) })
      expect(code).toBe(1)
      expect(said).toContain(wanted)
    }
    const { said } = await sentence(folder, { WINBACK_KEY_FILE: '/proc/x/key' })
    expect(said).toContain('WINBACK_KEY_FILE')
  })
})
