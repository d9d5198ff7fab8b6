// A real mail server on loopback, whose manners a test sets.
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

type Refusal = Error & { responseCode: number }
export const refusal = (status: number, text: string): Refusal =>
  Object.assign(new Error(text), { responseCode: status })

export type Mailbox = { readonly to: string; readonly raw: string }

export const startSmtp = async (options: Partial<SMTPServerOptions> = {}) => {
  const mails: Mailbox[] = []
  /** What happens to the next recipients and letters; empty: taken. */
  const rcpt: (Refusal | null)[] = []
  const data: ('drop' | Refusal | null)[] = []
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onRcptTo: (_address, _session, done) => done(rcpt.shift() ?? null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const how = data.shift() ?? null
        if (how instanceof Error) return done(how)
        const to = session.envelope.rcptTo[0]?.address ?? ''
        mails.push({ to, raw: Buffer.concat(chunks).toString() })
        if (how !== 'drop') return done(null)
        for (const { _socket } of (
          server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
        ).connections)
          _socket.destroy()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    ...{ mails, rcpt, data, url: `smtp://127.0.0.1:${port}` },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The value of a header, unfolded and decoded as far as these letters need it. */
export const headerOf = (raw: string, name: string): string | null => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line === undefined ? null : line.slice(name.length + 1).trim()
}

/** A part of a multipart letter, by its type. */
export const partOf = (raw: string, type: string): string => {
  const boundary = /boundary="?([^";\r\n]+)/.exec(raw)?.[1] ?? ''
  const part = raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
  const body = part.slice(part.indexOf('\r\n\r\n') + 4)
  if (/Content-Transfer-Encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString()
  if (!/Content-Transfer-Encoding: quoted-printable/i.test(part)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
