// The port's queues of connections that wait to be taken. Node takes one connection of a queue in each round of its loop:
// with one queue and rounds of 50 ms twenty new shoppers a second come in, and the till waits behind them. With more
// queues on the same port, which Linux fills evenly, as many more come in.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { setImmediate as round } from 'node:timers/promises'

const QUEUES = process.platform === 'linux' ? 256 : 1
/** Connections that may wait in one. What finds no place is tried again by its own side, only after seconds. */
const WAITING = 4096

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/**
 * Throws as listening does where the port is taken. `more`: opens the other queues, once the first is there; one by one,
 * so that whoever comes meanwhile is answered.
 */
export const openQueues = async (to: Server, host: string, port: number) => {
  // A port that may be shared would be shared with another program too: so it is first taken for ourselves alone.
  const alone = createServer()
  alone.listen({ host, port })
  await once(alone, 'listening')
  const free = (alone.address() as AddressInfo).port
  await closed(alone)
  const options = { backlog: WAITING, ...(QUEUES > 1 && { reusePort: true }) }
  const others: Server[] = []
  let isClosed = false
  // Counted over all queues: whoever comes while the first few stand alone is in those. The first has a limit of its own.
  let open = 0
  to.on('connection', (socket: Socket) => {
    open++
    socket.once('close', () => open--)
  })
  return {
    port: free,
    options,
    more: async (): Promise<void> => {
      for (let n = 1; n < QUEUES && !isClosed; n++) {
        // As the server of HTTP has its sockets.
        const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
          open < to.maxConnections ? to.emit('connection', socket) : socket.destroy(),
        )
        others.push(server)
        server.listen({ host, port: free, ...options })
        await once(server, 'listening')
        await round()
      }
    },
    close: async (): Promise<void> => {
      isClosed = true
      for (const server of others) server.close()
    },
  }
}
