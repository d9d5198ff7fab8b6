// Opening the port. Says in a sentence what is in the way.
import type { AddressInfo } from 'node:net'
import type { App } from '../http/server.ts'
import { openQueues } from './queues.ts'
import { StartError } from './start-error.ts'

/** Answers where people, and the demo shop's server, reach it. */
export const listen = async (app: App, host: string, port: number): Promise<string> => {
  try {
    const queues = await openQueues(app.server, host, port)
    app.addHook('preClose', queues.close)
    await app.listen({ ...queues.options, host, port: queues.port })
    // With fewer of them it is slower under load, and nothing else.
    void queues.more().catch(() => {})
  } catch (error) {
    throw refusalOf(error, host, port)
  }
  const bound = app.server.address() as AddressInfo
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere || host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${bound.port}`
}

const refusalOf = (error: unknown, host: string, port: number): unknown => {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use by another program. End that one, or set PORT to another.`,
      )
    case 'EACCES':
      return new StartError(`Port ${port} is not open to this account. Set PORT to one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`HOST=${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.`)
    default:
      return error
  }
}
