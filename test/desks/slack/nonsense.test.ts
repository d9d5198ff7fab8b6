// Somebody in between answers in Slack's place: that is no word of Slack's, and the ticket is tried again.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createWeb, deliveryError } from '../../../src/desks/slack/web.ts'

it.each([
  ['a page', 'text/html', '<!doctype html><p>Please sign in to the network</p>'],
  ['words that can not be read', 'application/json', '{"ok":"perhaps","ts":{'],
])('%s is no refusal', async (_, type, body) => {
  const server = createServer((_request, response) => response.setHeader('content-type', type).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  const nothing = () => {}
  const web = createWeb(
    { botToken: 'xoxb-test-token', apiUrl },
    { info: nothing, warn: nothing, error: nothing },
  )
  const error = await web
    .call('chat.postMessage', { channel: 'C0TICKETS', text: 'x' })
    .then(() => null, deliveryError)
  expect(error).toMatchObject({ code: 'slack_unreachable', retryable: true, alone: false })
  server.close()
})
