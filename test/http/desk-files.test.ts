// Files of shoppers on their way to an agent's page: from a channel, through a real engine and store, over HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/core/attachment.ts'
import { addFileRoutes } from '../../src/http/desk/file-routes.ts'
import { shownType } from '../../src/http/desk/file-type.ts'
import { createServer } from '../../src/http/server.ts'
import { type Channel, DeliveryError, type OpenedFile } from '../../src/ports/channel.ts'
import { createDeskFiles, MOST_BYTES } from '../../src/start/desk-files.ts'
import { createLog } from '../../src/start/log.ts'
import { shippedRulebook } from '../core/world.ts'
import { openEngine } from '../runtime/open-engine.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const HELD: Record<string, OpenedFile> = {
  photo: { type: 'image/png', bytes: PNG },
  page: { type: 'image/png', bytes: Buffer.from('<html><script>alert(1)</script>') },
  drawing: {
    type: 'image/svg+xml',
    bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  },
  large: { type: 'video/mp4', bytes: new Uint8Array(MOST_BYTES + 1) },
}
const chat: Channel = {
  name: 'chat',
  can: { buttons: 8, text: 4096, writes_first: true },
  send: async () => {},
  open: async (ref) => {
    if (ref === 'down') throw new DeliveryError('unreachable', true)
    return HELD[ref] ?? null
  },
}

let world: Awaited<ReturnType<typeof openEngine>>
let get: (path: string) => Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>
let shopper = ''
const folder = mkdtempSync(join(tmpdir(), 'winback-files-'))

const FILES: readonly Attachment[] = [
  { medium: 'photo', ref: 'photo' },
  { medium: 'photo', ref: 'page', type: 'image/png' },
  { medium: 'file', ref: 'drawing' },
  { medium: 'video', ref: 'large' },
  { medium: 'video', ref: 'photo', size: MOST_BYTES + 1 },
  { medium: 'voice', ref: 'down' },
  { medium: 'file', ref: 'gone' },
  { medium: 'place', name: '50.45, 30.52' },
]

beforeAll(async () => {
  world = await openEngine({ path: join(folder, 'w.db'), rulebook: shippedRulebook(), channels: [chat] })
  const { engine, store } = world
  const from = { channel: 'chat', id: '7' }
  const what = { kind: 'said' as const, text: '', address: from, attachments: FILES }
  const heard = await engine.accept({ id: 'chat:7:1', at: Date.now(), trust: 'fact', from, what })
  shopper = heard.kind === 'done' ? heard.shopper : ''
  const { app } = createServer({ log: createLog('silent'), trusts: () => false })
  addFileRoutes(app, {
    sessions: { need: async () => 'olena' } as never,
    file: createDeskFiles({ engine: () => engine, records: store.records, channels: () => [chat] }),
  })
  get = async (path) => {
    const answer = await app.inject(`/desk/api/shoppers/${encodeURIComponent(shopper)}/files/${path}`)
    return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload }
  }
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a file that a shopper sent', () => {
  it('is shown where it is a picture, in a box in which nothing runs', async () => {
    const { status, headers, body } = await get('1/0')
    expect({ status, body: body.equals(PNG) }).toEqual({ status: 200, body: true })
    expect(headers).toMatchObject({
      ...{
        'content-type': 'image/png',
        'content-disposition': 'inline',
        'x-content-type-options': 'nosniff',
      },
      'content-security-policy': "sandbox; default-src 'none'",
    })
  })

  it('is only to be saved where it is anything else, whatever it calls itself', async () => {
    for (const path of ['1/1', '1/2']) {
      const { headers } = await get(path)
      expect(headers['content-type']).toBe('application/octet-stream')
      expect(headers['content-disposition']).toMatch(/^attachment/)
    }
  })

  it('is refused in words where it is too large, gone, or its channel is silent', async () => {
    const codeOf = async (path: string) => {
      const { status, body } = await get(path)
      return { status, code: JSON.parse(body.toString()).code }
    }
    expect(await codeOf('1/3')).toEqual({ status: 413, code: 'file_too_large' })
    expect(await codeOf('1/4')).toEqual({ status: 413, code: 'file_too_large' })
    expect(await codeOf('1/5')).toEqual({ status: 502, code: 'file_unreachable' })
    for (const path of ['1/6', '1/7', '1/8', '2/0', '99/0'])
      expect(await codeOf(path)).toEqual({ status: 404, code: 'no_such_file' })
    expect((await get('x/0')).status).toBe(400)
  })

  it('leaves no bytes of it in the talk, and its place is never shown', async () => {
    const [line] = await world.store.records.lines(shopper, 0, 1)
    expect(line).toMatchObject({
      who: 'shopper',
      text: '',
      attachments: FILES.map((one) => ({ ...one, channel: 'chat' })),
    })
  })
})

describe('what a file is', () => {
  it('is told by its first bytes', () => {
    const of = (...bytes: (string | number)[]) =>
      shownType(
        Buffer.from(
          bytes.map((one) => (typeof one === 'number' ? String.fromCharCode(one) : one)).join(''),
          'latin1',
        ),
      )
    expect(of(0xff, 0xd8, 0xff, 0xe0)).toBe('image/jpeg')
    expect(of('OggS', 0)).toBe('audio/ogg')
    expect(of('RIFF....WEBPVP8 ')).toBe('image/webp')
    expect(of('....ftypM4A ')).toBe('audio/mp4')
    expect(of('....ftypisom')).toBe('video/mp4')
    for (const text of ['', '<svg', '%PDF-1.7', 'GIF', '<!doctype html>']) expect(of(text)).toBeNull()
  })
})
