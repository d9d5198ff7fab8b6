import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSocket } from '../../../src/desks/slack/socket.ts'
import { call } from '../../http/client.ts'
import { APP, startSlack } from './stub.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld({}, { socket: true })
})
afterAll(() => world.stop())

const isUp = async (): Promise<boolean> =>
  /winback_link_up\{name="slack_socket"\} 1/.test((await call(`${world.server.url()}/metrics`)).body)

describe('socket mode', () => {
  it('does all that HTTP does, and opens no door for it', async () => {
    const { card, talk } = await world.wantsAgent(7_000)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_decline')
    const modal = await olena.modal()
    expect(await olena.submit(modal, { reason: 'other' })).toMatchObject({ response_action: 'errors' })
    expect(await olena.submit(modal, { reason: 'not_eligible' })).toEqual({ response_action: 'clear' })
    await world.slack.until(() => card.text.includes('Declined by Olena Koval'), 'the decision')
    expect(await olena.said(await olena.command('budget'))).toContain('Budgets')
    expect((await call(`${world.server.url()}/slack/events`, {})).status).toBe(404)
    expect(await isUp()).toBe(true)
    talk.close()
  })

  it('comes back when Slack closes it, and goes on', async () => {
    const before = world.slack.opened.length
    for (const socket of world.slack.sockets)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
    await world.slack.until(
      () => world.slack.opened.length > before && world.slack.sockets.size > 0,
      'the new socket',
    )
    const { card, talk } = await world.wantsAgent(7_100)
    await world.member('U0OLENA').press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('Olena Koval has the talk'), 'the taking')
    talk.close()
  })
})

describe('a socket that goes silent', () => {
  const quick = { hello: 150, pong: 150, ping: 300, firstWait: 20, longestWait: 50 }
  const told: string[] = []
  const log = {
    info: (_: unknown, message: string) => void told.push(message),
    warn: (_: unknown, message: string) => void told.push(message),
    error: (_: unknown, message: string) => void told.push(message),
  }

  it('is noticed where it never says hello, and where it answers no more; each is logged and tried again', async () => {
    const slack = await startSlack()
    slack.sayHello(false)
    const socket = createSocket({ appToken: APP, apiUrl: slack.apiUrl(), log, times: quick })
    socket.receiver.init({ processEvent: async () => {} } as never)
    socket.start()
    await slack.until(() => slack.opened.length >= 2, 'another try')
    expect(socket.isUp()).toBe(false)
    expect(told).toContain("Slack's socket can't be opened: tried again")
    slack.sayHello(true)
    await expect.poll(() => socket.isUp(), { timeout: 5000 }).toBe(true)
    // Its end of the line is cut without a word: no pong comes any more.
    for (const one of slack.sockets) (one as unknown as { _socket: { pause: () => void } })._socket.pause()
    const before = slack.opened.length
    await slack.until(() => slack.opened.length > before, 'the next socket')
    await expect.poll(() => socket.isUp(), { timeout: 5000 }).toBe(true)
    expect(told).toContain("Slack's socket has ended: opened anew")
    await socket.stop()
    await slack.stop()
  })

  it('is tried for ever where Slack refuses the token, without bringing the server down', async () => {
    const slack = await startSlack()
    slack.fail(
      'apps.connections.open',
      { error: 'not_authed' },
      { error: 'internal_error' },
      { retryAfter: 1 },
    )
    const socket = createSocket({ appToken: APP, apiUrl: slack.apiUrl(), log, times: quick })
    socket.receiver.init({ processEvent: async () => {} } as never)
    socket.start()
    await expect.poll(() => socket.isUp(), { timeout: 5000 }).toBe(true)
    await socket.stop()
    await slack.stop()
  })
})
