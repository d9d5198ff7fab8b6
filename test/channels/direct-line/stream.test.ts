// What a stream sends of a talk, and how it waits for a slow reader; without a server.
import { expect, it } from 'vitest'
import type { DirectLineDoors } from '../../../src/channels/direct-line/doors.ts'
import { createReading } from '../../../src/channels/direct-line/reading.ts'
import { openStream } from '../../../src/channels/direct-line/stream.ts'
import type { Tokens } from '../../../src/channels/direct-line/token.ts'
import { readMark } from '../../../src/channels/direct-line/watermark.ts'
import type { TalkLine } from '../../../src/ports/records.ts'

const said = (seq: number, text: string, more: Partial<TalkLine> = {}): TalkLine => ({
  ...{ seq, at: 1000 + seq, who: 'bot', text },
  ...more,
})

/** A talk as a store would hold it; `find` may change. */
const talks = (lines: Record<string, TalkLine[]>) => {
  const now = { shopper: Object.keys(lines)[0]!, read: 0 }
  const doors = {
    inbox: { shopName: () => 'Shop' },
    find: async () => now.shopper,
    talkOf: (shopper: string) => `talk-${shopper}`,
    lines: async (shopper: string, after: number, limit: number) => {
      now.read += 1
      return lines[shopper]!.filter(({ seq }) => seq > after).slice(0, limit)
    },
    lastLines: async (shopper: string, _before: number, limit: number) => lines[shopper]!.slice(-limit),
    codes: async () => [],
    items: async () => new Map(),
    manner: async () => ({ lang: 'en', answers: true }),
    zone: () => 'UTC',
    hmac: (text: string) => Buffer.from(text).toString('base64url').slice(-40),
    shopUrl: () => 'https://shop.example',
  } as unknown as DirectLineDoors
  const tokens = { file: (_conv: string, ref: string) => `token-of-${ref}` } as unknown as Tokens
  const read = (mark: string | null) =>
    createReading(doors, tokens, { bound: { conv: 'c' }, base: 'https://chat.example', from: readMark(mark) })
  return { now, read }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => said(n + 1, `line ${n + 1}`))

it('a reader gets everything once, a page at a time, and goes on where its watermark was', async () => {
  const { read } = talks({ s: [...many(120), said(121, '', { who: 'note' }), said(122, 'the end')] })
  const texts: (string | undefined)[] = []
  let mark: string | undefined = ''
  for (let page = 0; page < 4; page += 1) {
    const { activities, watermark } = await read(mark ?? null).next()
    texts.push(...activities.map(({ text }) => text))
    mark = watermark
  }
  expect(texts).toEqual([...many(120).map(({ text }) => text), 'the end'])
  // Whatever a client makes up for a watermark is the beginning, never an error and never nothing.
  for (const odd of [null, '-', 'x', '99999', '-1', '1e3', '5-talk-of-another'])
    expect((await read(odd).next()).activities[0]).toMatchObject({ text: 'line 1' })
  expect((await read('119').next()).activities.map(({ text }) => text)).toEqual(['line 120', 'the end'])
})

it('a slow reader holds one page, and gets the rest when it reads', async () => {
  const { now, read } = talks({ s: many(500) })
  const taken: ((goesOn: boolean) => void)[] = []
  const stream = openStream({
    reading: read(null),
    send: () => new Promise((resolve) => taken.push(resolve)),
    onShopper: () => {},
    onShown: () => {},
    onDefect: (error) => expect.fail(String(error)),
  })
  for (let n = 0; n < 100; n += 1) stream.wake()
  await expect.poll(() => taken.length).toBe(1)
  expect(now.read).toBe(1)
  taken[0]!(true)
  await expect.poll(() => taken.length).toBe(2)
  // Who is gone is read for no longer.
  taken[1]!(false)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([taken.length, now.read]).toEqual([2, 2])
})

it('two talks that became one are shown whole, and a line that was seen keeps its id', async () => {
  const mine = said(1, 'hello', { who: 'shopper', at: 5000, echo: '["m-1","me"]' })
  const { now, read } = talks({
    young: [mine],
    old: [said(1, 'long ago'), { ...mine, seq: 2 }, said(3, 'welcome back')],
  })
  const reading = read(null)
  const [before] = (await reading.next()).activities
  now.shopper = 'old'
  const { activities } = await reading.next()
  expect(activities.map(({ text }) => text)).toEqual(['long ago', 'hello', 'welcome back'])
  expect(activities[1]).toEqual(before)
  expect(new Set(activities.map(({ id }) => id)).size).toBe(3)
})

it('says who speaks, what is hidden stays hidden, and a file is a link for a while', async () => {
  const file = {
    medium: 'photo',
    ref: 'r1',
    name: 'scratch.png',
    type: 'image/png',
    channel: 'direct-line',
  } as const
  const elsewhere = { medium: 'voice', ref: 'r2', channel: 'telegram' } as const
  const { read } = talks({
    s: [
      said(1, 'a word of mine', { who: 'agent', by: 'Olena' }),
      said(2, 'internal', { who: 'note', by: 'Olena' }),
      said(3, 'see {code:unknown}', {
        ...{ who: 'shopper', echo: '["~ours","me"]' },
        ...{ attachments: [file, elsewhere] },
      }),
      said(4, '', { code: { id: 'gone', until: 9, terms: '10% off *all*', sealed: '' } }),
    ],
  })
  const { activities } = await read(null).next()
  expect(activities.map(({ from }) => [from.role, from.name])).toEqual([
    ['bot', 'Olena'],
    ['user', undefined],
    ['bot', 'Shop'],
  ])
  expect(activities[1]).toMatchObject({
    ...{ text: 'see •••', from: { id: 'me' } },
    attachments: [
      {
        contentType: 'image/png',
        name: 'scratch.png',
        contentUrl: expect.stringContaining('/attachments?t=token-of-r1'),
      },
      { contentType: 'application/octet-stream', name: 'voice' },
    ],
  })
  expect(activities[1]!.channelData).toBeUndefined()
  expect(activities[1]!.attachments![1]!.contentUrl).toBeUndefined()
  // A code that nothing is known of any more has ended; its terms stay as they were written.
  expect(activities[2]!.text).toContain('This code has ended')
  expect(JSON.stringify(activities[2]!.attachments)).toContain('10% off *all*')
})
