// The client of HTTP benchmarks, in a process of its own: requests as bytes over connections that stay open, each waiting
// for its answer before the next. Lean on purpose, so that the server is what is measured. Not for a side's own process.
import { connect, type Socket } from 'node:net'

export type Request = {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** `ms` of each request, in the order in which they ended; `answers`: bodies, only where asked for. */
export type Ran = {
  readonly seconds: number
  /** HTTP status -> how many. */
  readonly statuses: Readonly<Record<string, number>>
  readonly ms: Float64Array
  readonly answers: readonly string[]
}

export type ClientSide = {
  /** Makes the bytes of what the next run sends. */
  readonly prepare: (requests: readonly Request[]) => void
  readonly run: (keep: boolean) => Promise<Ran>
}

const END = Buffer.from('\r\n\r\n')

const bytesOf = ({ method = 'POST', path, headers = {}, body = '' }: Request): Buffer => {
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(body)}`,
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
}

type Answer = { readonly status: string; readonly body: string }

/** One connection: sends bytes, answers the status and the body. Answers with a content-length only. */
const connectTo = async (port: number) => {
  let held: Buffer = Buffer.alloc(0)
  let done: ((answer: Answer) => void) | null = null
  let failed: ((error: Error) => void) | null = null
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.on('error', (error) => failed?.(error))
  socket.on('close', () => failed?.(new Error('the server closed a connection')))
  socket.on('data', (part: Buffer) => {
    held = held.length === 0 ? part : Buffer.concat([held, part])
    const head = held.indexOf(END)
    if (head === -1) return
    const text = held.toString('latin1', 0, head)
    const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0)
    if (held.length < head + 4 + length) return
    const body = held.toString('utf8', head + 4, head + 4 + length)
    held = Buffer.alloc(0)
    done?.({ status: text.slice(9, 12), body })
  })
  return {
    /** Servers close what was idle for some seconds: the other side's round may take longer. */
    isOpen: () => socket.readyState === 'open',
    send: (bytes: Buffer): Promise<Answer> =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== 'open') return reject(new Error('the server had closed a connection'))
        done = resolve
        failed = reject
        socket.write(bytes)
      }),
    close: () => {
      failed = null
      socket.destroy()
    },
  }
}

export const open = async ({
  port,
  connections,
}: {
  readonly port: number
  readonly connections: number
}): Promise<ClientSide> => {
  let all = await Promise.all(Array.from({ length: connections }, () => connectTo(port)))
  let prepared: readonly Buffer[] = []
  return {
    prepare: (requests) => {
      prepared = requests.map(bytesOf)
    },
    run: async (keep) => {
      all = await Promise.all(all.map((one) => (one.isOpen() ? one : connectTo(port))))
      const statuses: Record<string, number> = {}
      const ms = new Float64Array(prepared.length)
      const answers: string[] = []
      let [next, ended] = [0, 0]
      const began = performance.now()
      await Promise.all(
        all.map(async ({ send }) => {
          while (next < prepared.length) {
            const mine = next++
            const sent = performance.now()
            const { status, body } = await send(prepared[mine]!)
            ms[ended++] = performance.now() - sent
            statuses[status] = (statuses[status] ?? 0) + 1
            if (keep) answers[mine] = body
          }
        }),
      )
      return { seconds: (performance.now() - began) / 1000, statuses, ms, answers }
    },
  }
}
