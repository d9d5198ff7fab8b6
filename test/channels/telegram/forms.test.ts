// The pure parts: updates read, texts cut, the pace kept. Payloads are typed by @grammyjs/types.
import type { Update } from '@grammyjs/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from '../../../src/channels/telegram/html.ts'
import { createPace } from '../../../src/channels/telegram/pace.ts'
import { readUpdate } from '../../../src/channels/telegram/parse.ts'
import { chatOf, from, message, text } from './bot-api.ts'

const updated = (part: Omit<Update, 'update_id'>): Update => ({ update_id: 1, ...part })
const file = { file_id: 'f', file_unique_id: 'u' }

describe('an update', () => {
  it.each<[string, Parameters<typeof message>[1], object]>([
    [
      'a voice message',
      { voice: { ...file, duration: 2, mime_type: 'audio/ogg' } },
      { medium: 'voice', ref: 'f', type: 'audio/ogg' },
    ],
    ['a document', { document: { ...file, file_name: 'bill.pdf' } }, { medium: 'file', name: 'bill.pdf' }],
    [
      'a sticker',
      {
        sticker: {
          ...file,
          type: 'regular',
          width: 1,
          height: 1,
          is_animated: false,
          is_video: false,
          emoji: '👍',
        },
      },
      { medium: 'sticker', name: '👍' },
    ],
    [
      'a place',
      { location: { latitude: 50.45, longitude: 30.52 } },
      { medium: 'place', name: '50.45, 30.52' },
    ],
    [
      'a contact',
      { contact: { phone_number: '+380', first_name: 'Anna' } },
      { medium: 'contact', name: 'Anna +380' },
    ],
    ['a round video', { video_note: { ...file, length: 1, duration: 1 } }, { medium: 'video', ref: 'f' }],
    [
      'an animation',
      { animation: { ...file, width: 1, height: 1, duration: 1 }, document: { ...file } },
      { medium: 'video', ref: 'f' },
    ],
    [
      'an audio file',
      { audio: { ...file, duration: 1, title: 'A song' } },
      { medium: 'audio', name: 'A song' },
    ],
  ])('with %s brings it along', (_, more, attachment) => {
    const read = readUpdate(updated(message(1, more)))
    expect(read).toMatchObject({ kind: 'said', text: '', attachments: [attachment] })
  })

  it('of one that was forwarded from a channel is a message like any other', () => {
    const origin = {
      type: 'channel',
      date: 1,
      message_id: 3,
      chat: { id: -100, type: 'channel', title: 'News' },
    } as const
    expect(readUpdate(updated(message(1, { text: 'Is this so?', forward_origin: origin })))).toMatchObject({
      ...{ kind: 'said', text: 'Is this so?' },
    })
  })

  it('with a command has its name and what follows, however it was called', () => {
    expect(readUpdate(updated(text(1, '/start@shop_bot abc-DEF_1')))).toMatchObject({
      kind: 'command',
      name: 'start',
      rest: 'abc-DEF_1',
    })
    expect(readUpdate(updated(text(1, '/Agent')))).toMatchObject({ kind: 'command', name: 'agent', rest: '' })
    expect(readUpdate(updated(text(1, 'and/or')))).toMatchObject({ kind: 'said' })
  })

  it('with a press under a message that is too old is heard all the same', () => {
    const old = { message_id: 3, date: 0, chat: chatOf(1) } as const
    const press = { id: '9', from: from(1), chat_instance: '1', data: 'c:price', message: old } as const
    expect(readUpdate(updated({ callback_query: press }))).toMatchObject({
      kind: 'pressed',
      label: '',
      data: 'c:price',
    })
  })

  it('in a language that we do not speak says none', () => {
    expect(readUpdate(updated(text(1, 'hallo', 'de-AT')))).toMatchObject({ lang: undefined })
    expect(readUpdate(updated(text(1, 'hello', 'en-GB')))).toMatchObject({ lang: 'en' })
  })

  it('of any shape breaks nothing', () => {
    fc.assert(fc.property(fc.anything(), (anything) => void readUpdate(anything)))
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('update_id', 'message', 'callback_query'), fc.anything()),
        (one) => {
          readUpdate(one)
        },
      ),
    )
  })
})

describe('a text that is too long', () => {
  it('is cut so that nothing is lost, no sign is broken and a code stays whole', () => {
    const words = fc.array(
      fc.constantFrom('word', 'слово.', '😀😀', '\n', '\n\n', 'AB12-CD34', 'x'.repeat(70)),
      {
        ...{ minLength: 1, maxLength: 60 },
      },
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 200 }), (all, longest) => {
        const whole = all.join(' ')
        const pieces = splitText(whole, 'AB12-CD34', longest)
        const bare = (one: string) => one.replace(/\s+/g, '')
        expect(bare(pieces.join(''))).toBe(bare(whole))
        const codes = (one: string) => one.split('AB12-CD34').length - 1
        expect(pieces.reduce((sum, piece) => sum + codes(piece), 0)).toBe(codes(whole))
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(longest)
          expect(piece.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

describe('the pace', () => {
  const clocked = () => {
    let now = 0
    const sleep = async (ms: number) => {
      now += ms
    }
    return { pace: createPace({ now: () => now, sleep }), now: () => now, pass: (ms: number) => (now += ms) }
  }

  it('lets a short burst into a chat, and then one a second', async () => {
    const { pace, now } = clocked()
    const times: number[] = []
    for (let n = 0; n < 8; n++) {
      await pace.turn('1', true)
      times.push(now())
    }
    expect(times.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(times.at(-1)! - times.at(-2)!).toBe(1000)
  })

  it('keeps to thirty a second in all, and mailings leave some of a burst to answers', async () => {
    const { pace, now } = clocked()
    for (let n = 0; n < 60; n++) await pace.turn(`m${n}`, false)
    const full = now()
    expect(full).toBeGreaterThan(1_200)
    for (let n = 0; n < 15; n++) await pace.turn(`a${n}`, true)
    expect(now()).toBe(full)
    for (let n = 0; n < 60; n++) await pace.turn(`b${n}`, true)
    expect(now()).toBeGreaterThan(full + 1_500)
  })

  it('waits out what Telegram asks for, and takes up again after it', async () => {
    const { pace, pass } = clocked()
    pace.hold('1', 20_000)
    await expect(pace.turn('1', true)).rejects.toMatchObject({ code: 'paced', retryAfterMs: 20_000 })
    await pace.turn('2', true)
    pass(20_000)
    await pace.turn('1', true)
  })
})
