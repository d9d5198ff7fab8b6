import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compose, type Running } from '../src/main.ts'
import { newFolder, startServer, testConfig } from './server.ts'

let folder: string
const running: Running[] = []
const start = async (more: Record<string, string> = {}) => {
  const one = await compose(testConfig(folder, more))
  running.push(one)
  return one
}
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the start', () => {
  it('is ready within two seconds and says where everything is', async () => {
    const began = performance.now()
    const { url, about } = await start({ WINBACK_AGENTS: '' })
    expect(performance.now() - began).toBeLessThan(20_000)
    for (const part of [`${url}/desk`, 'name demo, password ', 'demo secret key'])
      expect(about).toContain(part)
  })

  it('refuses a folder that another process serves, and names that process', async () => {
    await start()
    await expect(start()).rejects.toThrow(`process ${process.pid}`)
  })

  it('says that the port is in use', async () => {
    const { url } = await start()
    const port = new URL(url).port
    await expect(start({ PORT: port, WINBACK_DATA: join(folder, 'other') })).rejects.toThrow(
      `Port ${port} is in use`,
    )
  })

  it('leaves nothing open where it fails, so that the next start works', async () => {
    const { url } = await start()
    const port = new URL(url).port
    const other = { WINBACK_DATA: join(folder, 'other') }
    await expect(start({ PORT: port, ...other })).rejects.toThrow()
    await start(other)
  })

  it("says that the data folder is none, or can't be written", async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(start({ WINBACK_DATA: join(folder, 'file') })).rejects.toThrow('is not a folder')
    if (process.getuid?.() === 0) return
    mkdirSync(join(folder, 'shut'))
    chmodSync(join(folder, 'shut'), 0o500)
    await expect(start({ WINBACK_DATA: join(folder, 'shut') })).rejects.toThrow("can't be written")
  })

  it('names the mistakes in the flows, with file and line', async () => {
    const file = join(folder, 'flows/abandoned_cart.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('after: 45m', 'afer: 45m'))
    await expect(start()).rejects.toThrow(/flows\/abandoned_cart\.yaml:\d+:\d+/)
  })

  it('says where it looked for flows that are not there', async () => {
    await expect(start({ WINBACK_FLOWS: join(folder, 'nowhere') })).rejects.toThrow('There are no flows at')
  })
})

describe('a stranger on the raw socket', () => {
  it('cannot end the server with a first line that is no address', async () => {
    const server = await startServer()
    const { hostname, port } = new URL(server.url())
    for (const line of ['GET // HTTP/1.1', 'GET //[ HTTP/1.1', 'GET /v1/chat?%%% HTTP/1.1']) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {}).resume()
      socket.write(`${line}\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
      await once(socket, 'close')
    }
    expect((await fetch(`${server.url()}/readyz`)).status).toBe(200)
    await server.stop()
  })
})
