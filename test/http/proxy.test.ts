// Behind a proxy that puts its own name into Host: our own pages are still our own, and https is known.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'

const OUTSIDE = {
  ...{ origin: 'https://winback.example', 'x-forwarded-host': 'winback.example' },
  'x-forwarded-proto': 'https',
}

let trusting: TestServer
let doubting: TestServer
beforeAll(async () => {
  trusting = await startServer({ WINBACK_PROXIES: '127.0.0.1' })
  doubting = await startServer()
})
afterAll(async () => {
  await trusting?.stop()
  await doubting?.stop()
})

const opens = (server: TestServer): Promise<boolean> =>
  new Promise((resolve) => {
    const url = `${server.url().replace('http', 'ws')}/v1/chat?key=${server.pageKey}`
    const socket = new WebSocket(url, { headers: OUTSIDE })
    socket.once('open', () => {
      socket.close()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
const signIn = (server: TestServer) =>
  call(`${server.url()}/desk/api/sign-in`, server.agent, { ...OUTSIDE, 'x-winback-desk': '1' })

it('the chat and the desk know their own page where the proxy is one of ours', async () => {
  expect(await opens(trusting)).toBe(true)
  const { status, headers } = await signIn(trusting)
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toContain('; Secure')
})

it('anybody else who says so is a stranger', async () => {
  expect(await opens(doubting)).toBe(false)
  expect((await signIn(doubting)).status).toBe(403)
})
