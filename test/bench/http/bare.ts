// The peer of HTTP benchmarks: node:http alone. It reads the body, parses it, and answers JSON; nothing is kept.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type BareSide = { readonly port: () => number; readonly close: () => void }

export const open = async (): Promise<BareSide> => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { shopper } = JSON.parse(Buffer.concat(parts).toString()) as { readonly shopper: string }
      const body = JSON.stringify({ status: 'heard', shopper })
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: () => (server.address() as AddressInfo).port,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
