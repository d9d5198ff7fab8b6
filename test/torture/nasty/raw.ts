// Bytes as they are to a port, and whatever comes back. Knows no HTTP but where answers begin.
import { connect } from 'node:net'

export type Told = { readonly heard: string; readonly late: boolean }
export type How = {
  /** It is let go after so long, ms. */
  readonly within: number
  /** close: until the server closes; answer: until a whole answer is there; never: not at all. */
  readonly until: 'close' | 'answer' | 'never'
  /** The pieces are written so far apart, ms; 0: in one go. */
  readonly apart?: number
  /** Our side is ended after the last byte. */
  readonly end?: boolean
}

const isWhole = (heard: string): boolean => {
  const head = heard.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(heard.slice(0, head))
  if (length) return Buffer.byteLength(heard) >= head + 4 + Number(length[1])
  return heard.endsWith('0\r\n\r\n')
}

export const raw = (
  url: string,
  bytes: Uint8Array | readonly Uint8Array[],
  { within, until, apart = 0, end = false }: How,
): Promise<Told> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const pieces = Array.isArray(bytes) ? (bytes as readonly Uint8Array[]) : [bytes as Uint8Array]
    let heard = ''
    let done = false
    const finish = (late: boolean): void => {
      if (done) return
      done = true
      clearTimeout(patience)
      socket.destroy()
      resolve({ heard, late })
    }
    const patience = setTimeout(() => finish(until !== 'never'), within)
    const socket = connect(Number(port), hostname, async () => {
      for (const piece of pieces) {
        if (done || !socket.writable) return
        socket.write(piece)
        if (apart > 0) await new Promise((next) => setTimeout(next, apart))
      }
      if (end) socket.end()
      if (until === 'never') setImmediate(() => finish(false))
    })
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text
      if (until === 'answer' && isWhole(heard)) finish(false)
    })
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
  })

export type One = {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly head: string
}

/** The answers that stand in a row. */
export const answersIn = (heard: string): readonly One[] =>
  heard
    .split(/(?=HTTP\/1\.[01] \d{3} )/)
    .filter((one) => one.startsWith('HTTP/1.'))
    .map((one) => {
      const [head = '', ...body] = one.split('\r\n\r\n')
      const type = /\r\ncontent-type: ([^\r]*)/i.exec(head)?.[1] ?? ''
      return { status: Number(one.slice(9, 12)), type, text: body.join('\r\n\r\n'), head }
    })
