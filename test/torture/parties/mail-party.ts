// A mail server on loopback with the manners of a party: the real smtp-server where it is well, and a bare socket where it
// is something else.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Did, Fault, Party } from './party.ts'
import { MARK } from './sides.ts'

const SLOW = 3 * 60_000

const decoded = (raw: string): string =>
  Buffer.from(
    raw
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

/** The number in the plain part, however that is written down. */
const markOf = (raw: string): string | null => {
  const found = MARK.exec(decoded(raw))
  if (found) return found[1]!
  for (const [block] of raw.matchAll(/(?:[A-Za-z0-9+/=]{40,}\r\n)+[A-Za-z0-9+/=]*/g)) {
    const inside = MARK.exec(Buffer.from(block, 'base64').toString())
    if (inside) return inside[1]!
  }
  return null
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

export const startMailParty = async (): Promise<Party> => {
  const did: Did[] = []
  const lost: string[] = []
  const asked: number[] = []
  const sockets = new Set<Socket>()
  let fault: Fault | null = null
  let activity = 0
  let server: Server | SMTPServer

  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const watch = (socket: Socket): void => {
    activity++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => activity++)
    socket.on('close', () => {
      activity++
      sockets.delete(socket)
    })
  }

  const smtp = (): SMTPServer =>
    new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
      ...{ socketTimeout: 3_600_000, closeTimeout: 1 },
      onConnect: (_, done) => {
        if (fault === 'hang') return
        done(fault === 'busy' ? refusal(421, '4.7.0 Too busy, try again later') : null)
      },
      onRcptTo: (_address, _session, done) => {
        asked.push(Date.now())
        done(fault === 'fails' ? refusal(451, '4.3.0 Internal trouble') : null)
      },
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          activity++
          const key = markOf(Buffer.concat(chunks).toString()) ?? 'unmarked'
          did.push({ key, at: Date.now() })
          if (fault === null) return done(null)
          lost.push(key)
          if (fault === 'cut') return cutAll()
          if (fault === 'nonsense') {
            for (const socket of sockets) socket.write('Welcome to the jungle\r\n')
            return
          }
          if (fault === 'slow') setTimeout(() => done(null), SLOW)
        })
      },
    })

  const open = async (port: number): Promise<void> => {
    if (fault === 'html') {
      server = createServer((socket) => {
        asked.push(Date.now())
        watch(socket)
        socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<p>Sign in</p>\r\n')
      })
      await new Promise<void>((resolve) => (server as Server).listen(port, '127.0.0.1', resolve))
      return
    }
    const made = smtp()
    made.on('error', () => {})
    made.server.on('connection', watch)
    server = made
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', () => resolve()))
  }
  const shut = async (): Promise<void> => {
    const listening = server instanceof SMTPServer ? server.server : server
    const ended = new Promise((resolve) => listening.close(resolve))
    cutAll()
    await ended
  }
  await open(0)
  const at = server! instanceof SMTPServer ? server.server : server!
  const { port } = at.address() as AddressInfo
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, did, lost, asked },
    activity: () => activity,
    become: async (next) => {
      if (fault !== 'refuse') await shut()
      fault = next
      if (next !== 'refuse') await open(port)
    },
    close: async () => {
      if (fault !== 'refuse') await shut()
    },
  }
}
