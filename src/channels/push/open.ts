// Notifications of the browser as an adapter: sends them, and serves the script that shows them.
import type { Adapter } from '../../ports/adapter.ts'
import { createPushChannel } from './channel.ts'
import type { PushSettings } from './settings.ts'
import { WORKER } from './worker.ts'

const HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'no-cache',
  'service-worker-allowed': '/',
}

export const openPush = (
  settings: PushSettings,
  {
    shop,
    chat,
    clock,
  }: {
    readonly shop: () => { readonly name: string }
    readonly chat: () => string
    readonly clock: () => number
  },
): Adapter => ({
  channels: [createPushChannel({ settings, shop, chat, clock })],
  hooks: [
    {
      method: 'GET',
      path: '/push/worker.js',
      answer: async () => ({ status: 200, headers: HEADERS, body: WORKER }),
    },
  ],
})
