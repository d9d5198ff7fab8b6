// The queues of one port: every one of them leads to the server, nobody else gets the port, and all are gone at the end.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createNet } from 'node:net'
import { expect, it } from 'vitest'
import { openQueues } from '../../src/start/queues.ts'

it('all lead to the server, none is shared with another program, and all end with it', async () => {
  const server = createServer((_, response) => response.end('here'))
  server.maxConnections = 24_000
  const queues = await openQueues(server, '127.0.0.1', 0)
  server.listen({ host: '127.0.0.1', port: queues.port, ...queues.options })
  await once(server, 'listening')
  await queues.more()
  const url = `http://127.0.0.1:${queues.port}`

  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const response = await fetch(url, { headers: { connection: 'close' } })
      return response.text()
    }),
  )
  expect(new Set(answers)).toEqual(new Set(['here']))

  const other = createNet()
  other.listen({ host: '127.0.0.1', port: queues.port })
  const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('EADDRINUSE')
  await expect(openQueues(createServer(), '127.0.0.1', queues.port)).rejects.toThrow('EADDRINUSE')

  await queues.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const late = connect(queues.port, '127.0.0.1')
  const [refused] = (await once(late, 'error')) as [NodeJS.ErrnoException]
  expect(refused.code).toBe('ECONNREFUSED')
})

it('takes many who come while the process is busy, not one in each round', {
  skip: process.platform !== 'linux',
}, async () => {
  const server = createServer()
  server.maxConnections = 24_000
  const queues = await openQueues(server, '127.0.0.1', 0)
  server.listen({ host: '127.0.0.1', port: queues.port, ...queues.options })
  await once(server, 'listening')
  await queues.more()
  let came = 0
  server.on('connection', () => {
    came++
  })
  const sockets = Array.from({ length: 150 }, () => connect(queues.port, '127.0.0.1'))
  for (const socket of sockets) socket.on('error', () => {})
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  let rounds = 0
  while (came < 150 && rounds < 1000) {
    rounds++
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(came).toBe(150)
  expect(rounds).toBeLessThan(75)
  for (const socket of sockets) socket.destroy()
  await queues.close()
  await new Promise((resolve) => server.close(resolve))
})

it('turns nobody away who comes while the queues are opened, and takes no more in all than it may', async () => {
  const server = createServer((_, response) => response.end('here'))
  server.maxConnections = 600
  const queues = await openQueues(server, '127.0.0.1', 0)
  server.listen({ host: '127.0.0.1', port: queues.port, ...queues.options })
  await once(server, 'listening')
  const come = async () => {
    const socket = connect(queues.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    const came = once(socket, 'data').then(
      () => true,
      () => false,
    )
    const left = new Promise<boolean>((resolve) => socket.on('close', () => resolve(false)))
    return { socket, served: await Promise.race([came, left]) }
  }
  const opening = queues.more()
  const early = await Promise.all(Array.from({ length: 500 }, come))
  expect(early.every(({ served }) => served)).toBe(true)
  await opening
  const late = await Promise.all(Array.from({ length: 500 }, come))
  expect(late.some(({ served }) => !served)).toBe(process.platform === 'linux')
  for (const { socket } of [...early, ...late]) socket.destroy()
  await queues.close()
  await new Promise((resolve) => server.close(resolve))
})
