// Who comes by a link in Teams: the adapter keeps to what src/ports/inbox.ts promises on both sides.
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/channels/bot-framework/activity.ts'
import { createHearing } from '../../../src/channels/bot-framework/hearing.ts'
import type { Arrival, Inbox } from '../../../src/ports/inbox.ts'

const came = {
  ...{
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example',
    text: '/start abc',
  },
  ...{ from: { id: '29:olha' }, conversation: { id: 'a:olha' }, locale: 'uk-UA' },
} as Activity

const world = (arrives: () => ReturnType<Inbox['arrive']>) => {
  const heard: string[] = []
  const arrived: unknown[][] = []
  const inbox: Pick<Inbox, 'hear' | 'arrive' | 'langOf'> = {
    hear: async ({ what }: Arrival) => {
      heard.push(what.kind)
      return 'heard'
    },
    arrive: (...what) => {
      arrived.push(what)
      return arrives()
    },
    langOf: async () => null,
  }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const references = { keep: async () => {} }
  const hearing = createHearing({ inbox, log, references, sdk: {}, desk: null } as never)
  return { heard, arrived, hear: () => hearing(came, 'm1') }
}

describe('a link that was opened in Teams', () => {
  it.each(['join', 'flow', 'over'] as const)('%s: nothing more is said', async (use) => {
    const { heard, arrived, hear } = world(async () => use)
    expect((await hear()).status).toBe(200)
    expect(heard).toEqual([])
    expect(arrived).toEqual([
      ['m1', { channel: 'bot_framework', id: 'msteams/29:olha' }, 'abc', undefined, 'uk'],
    ])
  })

  it('that is none of ours opens the chat', async () => {
    const { heard, hear } = world(async () => null)
    expect((await hear()).status).toBe(200)
    expect(heard).toEqual(['chat_opened'])
  })

  it('of which nothing could be kept is to be handed in again', async () => {
    const { heard, hear } = world(() => Promise.reject(new Error('the store is full')))
    expect((await hear()).status).toBe(503)
    expect(heard).toEqual([])
  })
})
