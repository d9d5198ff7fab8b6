// What activities mean, whatever a client sends.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEcho, writeEcho } from '../../../src/channels/direct-line/echo.ts'
import { attachmentOf, langOf, meaningOf, typeOf } from '../../../src/channels/direct-line/parse.ts'
import { activity, generate, start } from '../../../src/channels/direct-line/protocol.ts'

const read = (given: unknown, files = 0) => meaningOf(activity.parse(given), files)

describe('an activity', () => {
  it.each([
    ['words', { type: 'message', text: ' it is dear ' }, { kind: 'said', text: 'it is dear' }],
    [
      'a button of ours',
      { text: 'It costs too much', value: { choice: 'price' } },
      { kind: 'said', text: 'It costs too much', choice: 'price' },
    ],
    [
      'a button that brings its meaning alone',
      { value: { choice: 'price' } },
      { kind: 'said', text: 'price', choice: 'price' },
    ],
    ['a button with a text for a value', { type: 'message', value: 'Yes' }, { kind: 'said', text: 'Yes' }],
    ['a form of another bot', { text: 'x', value: { choice: { a: 1 } } }, { kind: 'said', text: 'x' }],
    [
      'a page that joins',
      { type: 'event', name: 'webchat/join', value: { language: 'uk-UA' } },
      { kind: 'opened', lang: 'uk' },
    ],
    [
      'a conversation that begins',
      { type: 'conversationUpdate', locale: 'ru' },
      { kind: 'opened', lang: 'ru' },
    ],
    [
      'a signed link',
      { type: 'event', name: 'winback/link', value: { token: 'abc' } },
      { kind: 'came', token: 'abc' },
    ],
    [
      'a link that is too long',
      { type: 'event', name: 'winback/link', value: { token: 'x'.repeat(65) } },
      { kind: 'heard' },
    ],
    ['typing', { type: 'typing' }, { kind: 'heard' }],
    ['an end', { type: 'endOfConversation' }, { kind: 'heard' }],
    ['nothing', { type: 'message' }, { kind: 'empty' }],
    [
      'what a client fills with something odd',
      { text: 'x', from: 7, channelData: 'x', locale: 9, name: [] },
      { kind: 'said', text: 'x' },
    ],
  ])('is read: %s', (_, given, means) => {
    expect(read(given)).toEqual(means)
  })

  it('of files alone is something said', () => {
    expect(read({ type: 'message' }, 1)).toEqual({ kind: 'said', text: '' })
    expect(attachmentOf('r', typeOf('AUDIO/ogg; codecs=opus'), 'C:\\fakepath\\voice\u0000.ogg', 7)).toEqual({
      ...{ medium: 'audio', ref: 'r', type: 'audio/ogg', name: 'voice.ogg', size: 7 },
    })
    expect(typeOf('text/html\r\nset-cookie: x')).toBe('application/octet-stream')
  })

  it('of any shape is read or refused, and never a defect', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        generate.safeParse(given)
        start.safeParse(given)
        const found = activity.safeParse(given)
        if (found.success) meaningOf(found.data, 0)
      }),
    )
    const fields = ['type', 'text', 'value', 'name', 'from', 'locale', 'channelData', 'attachments'] as const
    const odd = fc.record(Object.fromEntries(fields.map((name) => [name, fc.jsonValue()])), {
      requiredKeys: [],
    })
    fc.assert(
      fc.property(odd, (given) => {
        const found = activity.safeParse(given)
        if (found.success) meaningOf(found.data, 0)
      }),
    )
  })

  it('gets back what its client called it, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.option(fc.string(), { nil: undefined }), (name, from) => {
        const echo = readEcho(writeEcho(name, from))
        expect(echo).toEqual({
          ...(!name.startsWith('~') && { id: name }),
          ...(from !== undefined && { from }),
        })
      }),
    )
    for (const odd of [undefined, '', '{', '7', '[]', '[1,2]']) expect(readEcho(odd)).toEqual({})
  })

  it('says its language by the first two letters of a locale that we speak', () => {
    expect([langOf('EN-us'), langOf('uk'), langOf('de-DE'), langOf(''), langOf(null)]).toEqual([
      'en',
      'uk',
      undefined,
      undefined,
      undefined,
    ])
  })
})
