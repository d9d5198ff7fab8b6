// What is handed in of an activity and its files; without a server.
import { describe, expect, it } from 'vitest'
import type { DirectLineDoors } from '../../../src/channels/direct-line/doors.ts'
import { createHear } from '../../../src/channels/direct-line/hear.ts'
import { activity } from '../../../src/channels/direct-line/protocol.ts'
import type { Knock } from '../../../src/ports/hook.ts'
import type { Arrival, Heard } from '../../../src/ports/inbox.ts'

type Came = 'join' | 'over' | null | 'unkept'

const world = (answers: Heard = 'heard', arrives: Came = 'join') => {
  const heard: Arrival[] = []
  const came: string[] = []
  const kept: string[] = []
  const shown: string[] = []
  const doors = {
    inbox: {
      hear: async (arrival: Arrival) => {
        heard.push(arrival)
        return answers
      },
      arrive: async (_id: string, _from: unknown, token: string) => {
        came.push(token)
        if (arrives === 'unkept') throw new Error('the store is full')
        return arrives
      },
      shopName: () => 'Shop',
    },
    onDefect: () => {},
    find: async () => null,
    files: {
      put: async (type: string, bytes: Uint8Array) => {
        kept.push(`${type} ${Buffer.from(bytes)}`)
        return `ref-${kept.length}`
      },
    },
    pace: { words: { wait: () => 0 }, files: { wait: () => 0 } },
    random: () => new Uint8Array(16),
    hmac: () => 'x'.repeat(24),
    now: () => 0,
    seen: () => ({ device: 'phone' }),
  } as unknown as DirectLineDoors
  const hear = createHear(doors, { wake: () => {}, show: (_conv, { type }) => void shown.push(type) })
  const knock = { headers: { 'accept-language': 'ru-RU,ru;q=0.9' }, sender: '127.0.0.1' } as unknown as Knock
  const take = (given: object, files: Parameters<typeof hear.take>[3] = []) =>
    hear.take(knock, { conv: 'c', user: 'dl_1' }, activity.parse(given), files)
  return { heard, came, kept, shown, take }
}

const bytes = Buffer.from('abc')

describe('what is handed in', () => {
  it('of an upload are its files, each once, though the activity names them again', async () => {
    const { heard, kept, take } = world()
    const attachments = [{ contentType: 'image/png', name: 'a.png' }]
    await take({ attachments, channelData: { clientActivityID: 'm-1' } }, [
      { type: 'image/png', name: 'a.png', bytes },
    ])
    expect(kept).toEqual(['image/png abc'])
    expect(heard).toMatchObject([
      { id: 'm-1', from: { channel: 'direct-line', id: 'c' }, seen: { device: 'phone' } },
    ])
    expect(heard[0]!.what).toMatchObject({
      ...{ kind: 'said', text: '', echo: '["m-1"]' },
      attachments: [{ medium: 'photo', ref: 'ref-1', type: 'image/png', name: 'a.png', size: 3 }],
    })
  })

  it('of an activity are files that stand in it; what it only links to is named, and never fetched', async () => {
    const { heard, kept, take } = world()
    const inside = {
      contentType: 'text/plain',
      contentUrl: `data:text/plain;base64,${bytes.toString('base64')}`,
      name: 'n.txt',
    }
    const linked = { contentType: 'image/png', contentUrl: 'http://169.254.169.254/secret', name: 'b.png' }
    await take({ text: 'see', attachments: [inside, linked] })
    expect(kept).toEqual(['text/plain abc'])
    expect(heard[0]!.what).toMatchObject({
      attachments: [
        { medium: 'file', ref: 'ref-1', name: 'n.txt' },
        { medium: 'photo', name: 'b.png' },
      ],
    })
    expect(JSON.stringify(heard)).not.toContain('169.254')
  })

  it('is nothing for a file that is nowhere, and the client is told when nothing was kept', async () => {
    await expect(world().take({ attachments: [{ contentType: 'image/png' }] })).rejects.toMatchObject({
      status: 400,
    })
    await expect(world('failed').take({ text: 'hello' })).rejects.toMatchObject({ status: 503, waits: 2000 })
    await expect(world('changed').take({ text: 'hello' })).rejects.toMatchObject({ status: 400 })
  })

  it('opens once whatever says so, follows a signed link, and gives events back to who watches', async () => {
    const { heard, came, shown, take } = world()
    await take({ type: 'conversationUpdate' })
    await take({ type: 'event', name: 'webchat/join', value: { language: 'uk-UA' } })
    expect(heard.map(({ id, what }) => [id, what.kind])).toEqual([
      ['open', 'chat_opened'],
      ['open', 'chat_opened'],
    ])
    expect(heard.map(({ what }) => 'lang' in what && what.lang)).toEqual(['ru', 'uk'])
    await take({ type: 'event', name: 'winback/link', value: { token: 'abc' } })
    expect(came).toEqual(['abc'])
    expect(shown).toEqual(['event', 'event'])
  })
  it('of a link: what stood behind it says all; none of ours opens the chat; not kept is to be tried again', async () => {
    const link = { type: 'event', name: 'winback/link', value: { token: 'abc' } }
    for (const [arrives, kinds] of [
      ['join', []],
      ['over', []],
      [null, ['chat_opened']],
    ] as const) {
      const { heard, take } = world('heard', arrives)
      await take(link)
      expect(heard.map(({ what }) => what.kind)).toEqual(kinds)
    }
    await expect(world('heard', 'unkept').take(link)).rejects.toMatchObject({ status: 503, waits: 2000 })
  })
})
