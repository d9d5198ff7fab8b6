// The way to the server: over TLS to whom somebody vouches for, so many at once and no more, and whatever it says is no defect.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openModel } from '../../src/model/open-model.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { completion, json, says, startFake } from './fake-server.ts'
import { SETTINGS } from './world.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-client-'))
  opened.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const clientOf = async (url: string) => {
  const store = await openSqliteStore(join(aFolder(), 'a.db'), { sync: 'normal' })
  const outcomes: string[] = []
  const quiet = () => {}
  const { client, close } = await openModel({
    ...{
      settings: { ...SETTINGS, url },
      notes: store.notes,
      log: { info: quiet, warn: quiet, error: quiet },
    },
    meter: { model: (_, outcome) => void outcomes.push(outcome) },
  })
  opened.push(async () => {
    await close()
    await store.close()
  })
  const schema = z.strictObject({ label: z.enum(['a', 'b']) })
  const ask = (ms: number) =>
    client.ask({
      ...{ what: 'read', system: 's', data: {}, name: 'n', schema, shape: {}, most: 100 },
      until: performance.now() + ms,
    })
  return { ask, outcomes }
}

describe('the way to a model', () => {
  it('is open to 32 questions at once; more go on without, at once', async () => {
    const server = await startFake(() => {})
    opened.push(server.close)
    const { ask, outcomes } = await clientOf(server.url)
    const all = Array.from({ length: 40 }, () => ask(1_500))
    await Promise.race(all)
    expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(8)
    expect(await Promise.all(all)).toEqual(Array.from({ length: 40 }, () => null))
    expect(server.requests.length).toBeLessThanOrEqual(32)
  })

  it('is not taken where there is no time left', async () => {
    const server = await startFake(() => {})
    opened.push(server.close)
    const { ask, outcomes } = await clientOf(server.url)
    const began = performance.now()
    expect(await ask(100)).toBeNull()
    expect(performance.now() - began).toBeLessThan(100)
    expect(outcomes).toEqual(['late'])
    expect(server.requests).toEqual([])
  })

  it('never throws, whatever the answer holds', async () => {
    const server = await startFake(() => {})
    opened.push(server.close)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), fc.boolean(), async (text, inside) => {
        server.behave(
          inside
            ? says(text)
            : (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(text),
        )
        const { ask } = await clientOf(server.url)
        expect(await ask(2_000)).toBeNull()
      }),
      { numRuns: 25 },
    )
  })

  const openssl = (() => {
    try {
      execFileSync('openssl', ['version'])
      return true
    } catch {
      return false
    }
  })()
  it.skipIf(!openssl)(
    'goes over TLS, and not to a server that nobody vouches for (needs openssl)',
    async () => {
      const folder = aFolder()
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
          ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert],
        ],
        { stdio: 'ignore' },
      )
      let requests = 0
      const server = createServer(
        { key: readFileSync(key), cert: readFileSync(cert) },
        (request, response) => {
          requests++
          request.resume().on('end', () => json(response, 200, completion('{"label":"x"}')))
        },
      )
      await new Promise<void>((done) => server.listen(0, 'localhost', done))
      opened.push(() => server.close())
      const url = `https://localhost:${(server.address() as AddressInfo).port}/v1`
      const run = async (env: Record<string, string>): Promise<string> => {
        const args = [resolve('test/model/spending-process.ts'), join(folder, 'a.db'), url, '4', '1000000']
        const { stdout } = await promisify(execFile)(resolve('node_modules/.bin/node'), args, {
          env: { PATH: process.env.PATH ?? '', ...env },
        })
        return stdout.trim()
      }
      expect(await run({})).toBe('0')
      expect(requests).toBe(0)
      expect(await run({ NODE_EXTRA_CA_CERTS: cert })).toBe('4')
      expect(requests).toBe(4)
    },
  )
})
