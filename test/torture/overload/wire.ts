// Requests of HTTP on kept-alive connections from many addresses of this machine, as cheap as they can be: what asks for
// ten times what a server can do must not be the slower of the two. Knows no server.
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly retryAfter: string | null; readonly body: string }

export type Asked = {
  readonly method?: string
  readonly path: string
  readonly headers: string
  readonly body?: string
}

type Line = { readonly socket: Socket; waits: ((answer: Answer | null) => void) | null; text: string }

const END = '\r\n\r\n'
const numberIn = (head: string, name: RegExp): number => Number(name.exec(head)?.[1] ?? 0)

/** `most`: connections at once; what comes when all are taken waits for one. */
export const openWire = (host: string, port: number, most: number) => {
  let from = 0
  const free: Line[] = []
  const all = new Set<Line>()
  const queue: ((line: Line) => void)[] = []

  const drop = (line: Line): void => {
    if (!all.delete(line)) return
    const at = free.indexOf(line)
    if (at >= 0) free.splice(at, 1)
    line.socket.destroy()
    line.waits?.(null)
    line.waits = null
    const next = queue.shift()
    if (next) next(open())
  }
  const release = (line: Line): void => {
    const next = queue.shift()
    if (next) next(line)
    else free.push(line)
  }
  const read = (line: Line): void => {
    const end = line.text.indexOf(END)
    if (end < 0 || !line.waits) return
    const head = line.text.slice(0, end)
    const length = numberIn(head, /content-length: (\d+)/i)
    const rest = line.text.slice(end + END.length)
    if (rest.length < length) return
    const { waits } = line
    line.text = ''
    line.waits = null
    const answer = {
      status: Number(head.slice(9, 12)),
      retryAfter: /retry-after: (\S+)/i.exec(head)?.[1] ?? null,
      body: rest,
    }
    if (/connection: close/i.test(head)) drop(line)
    else release(line)
    waits(answer)
  }
  const open = (): Line => {
    const localAddress = host === '127.0.0.1' ? `127.0.0.${2 + (from++ % 24)}` : undefined
    const socket = connect({ host, port, ...(localAddress && { localAddress }) })
    socket.setNoDelay(true).setEncoding('latin1')
    const line: Line = { socket, waits: null, text: '' }
    all.add(line)
    socket.on('data', (text: string) => {
      line.text += text
      read(line)
    })
    socket.on('error', () => drop(line))
    socket.on('close', () => drop(line))
    return line
  }
  const send = (line: Line, { method = 'POST', path, headers, body = '' }: Asked): Promise<Answer | null> =>
    new Promise((resolve) => {
      line.waits = resolve
      line.socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n${headers}` +
          (body === ''
            ? '\r\n'
            : `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      )
    })

  return {
    /** null: the connection was lost. Bodies are plain ASCII. */
    ask: (asked: Asked): Promise<Answer | null> => {
      const line = free.pop() ?? (all.size < most ? open() : null)
      if (line) return send(line, asked)
      return new Promise((resolve) => {
        queue.push((given) => resolve(send(given, asked)))
      })
    },
    isFull: () => free.length === 0 && all.size >= most,
    close: () => {
      queue.length = 0
      for (const line of [...all]) drop(line)
    },
  }
}

export type Wire = ReturnType<typeof openWire>
