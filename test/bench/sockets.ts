// Web chats held open: so many idle sockets from a process of its own, what each costs the server in memory, and how long
// an answer takes meanwhile. By hand, where 20,000 files may be open: node test/bench/sockets.ts [sockets] [answers]
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { ServerSays } from '../../src/channels/web/protocol.ts'
import { KEYS, startProcess } from '../server-process.ts'
import { writeShop } from '../torture/overload/shop.ts'
import { quantile } from '../torture/overload/tally.ts'

export type Sockets = {
  readonly sockets: number
  /** KB of the server's memory for each. */
  readonly each: number
  /** MB of the server without them and with them. */
  readonly before: number
  readonly with: number
  /** ms of an answer over the chat, before them and with them open. */
  readonly alone: { readonly p50: number; readonly p99: number }
  readonly meanwhile: { readonly p50: number; readonly p99: number }
}

/** Files beside the sockets. */
const BESIDE = 1_000
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

/** A socket that has said hello and was greeted. `n` chooses an address of this machine: each may open so many. */
const greet = (url: string, n: number): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/chat?key=${KEYS.page}`, {
      localAddress: `127.0.1.${1 + (n % 200)}`,
      perMessageDeflate: false,
    })
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify({ kind: 'hello', last: 0, lang: 'en' })))
    socket.once('message', () => resolve(socket))
  })

/** Words of a shopper each, one after another, until each was heard. */
const answers = async (url: string, count: number): Promise<{ p50: number; p99: number }> => {
  const took: number[] = []
  for (let from = 0; from < count; from += 5) {
    // One socket may say eight things at once.
    const socket = await greet(url, from)
    for (let n = 0; n < 5; n++) {
      const id = `word-${from}-${n}-abcdef`
      const asked = performance.now()
      const heard = new Promise<void>((resolve) => {
        const look = (data: unknown): void => {
          const says = JSON.parse(String(data)) as ServerSays
          if (says.kind !== 'heard' || says.id !== id) return
          socket.off('message', look)
          resolve()
        }
        socket.on('message', look)
      })
      socket.send(JSON.stringify({ kind: 'say', id, text: 'hello there' }))
      await heard
      took.push(performance.now() - asked)
    }
    socket.close()
  }
  const sorted = took.toSorted((a, b) => a - b)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

/** Lets a process open as many files as it takes; throws where it may not. */
const raise = (pid: number, files: number): void => {
  const may = Number(/Max open files\s+(\d+)/.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1] ?? 0)
  if (may < files) execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files}:${files}`])
}

export const sockets = async (count = 10_000, asked = 500): Promise<Sockets> => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
  writeShop(folder)
  const { url, child } = await startProcess(folder, { WINBACK_STOREFRONT: 'api', WINBACK_LOG: 'warn' })
  const local = url.replace('localhost', '127.0.0.1')
  const clients = fork(import.meta.filename, ['hold', local, String(count)], { execArgv: [] })
  try {
    for (const pid of [child.pid!, clients.pid!]) raise(pid, count + BESIDE)
    const alone = await answers(local, asked)
    const before = memoryOf(child.pid!)
    clients.send('open')
    const [held] = (await once(clients, 'message')) as [number]
    // What was only needed to open them is let go.
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    const after = memoryOf(child.pid!)
    const meanwhile = await answers(local, asked)
    return {
      ...{ sockets: held, each: Math.round(((after - before) / held) * 10) / 10 },
      ...{ before: Math.round(before / 1024), with: Math.round(after / 1024), alone, meanwhile },
    }
  } finally {
    clients.kill('SIGKILL')
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The process that holds them open. */
const hold = async (url: string, count: number): Promise<void> => {
  await once(process, 'message')
  const open: WebSocket[] = []
  for (let from = 0; from < count; from += 100)
    open.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(100, count - from) }, (_, n) => greet(url, from + n)),
      )),
    )
  process.send?.(open.length)
}

if (import.meta.main) {
  const [mode, url, count] = process.argv.slice(2)
  if (mode === 'hold') await hold(url ?? '', Number(count))
  else console.log(await sockets(Number(mode ?? 10_000), Number(url ?? 500)))
}
