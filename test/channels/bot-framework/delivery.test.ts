// What leaves: the real SDK against a connector that refuses in every way, the references that survive, and files.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createBotFrameworkChannel } from '../../../src/channels/bot-framework/channel.ts'
import { attachmentsOf } from '../../../src/channels/bot-framework/files.ts'
import { createReferences } from '../../../src/channels/bot-framework/references.ts'
import { createSdk, type SdkSettings } from '../../../src/channels/bot-framework/sdk.ts'
import type { Channel, Outgoing } from '../../../src/ports/channel.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { APP_ID, APP_PASSWORD, type Azure, ISSUER, inTeams, startAzure } from './azure.ts'

const OLHA = { channel: 'bot_framework', id: 'msteams/29:olha' }
const at = (service: string, conversation = 'a:olha') => ({ service, conversation, person: '29:olha' })

let azure: Azure
let settings: SdkSettings
let channel: Channel
let store: Awaited<ReturnType<typeof openSqliteStore>>
const folder = mkdtempSync(join(tmpdir(), 'winback-bot-'))
beforeAll(async () => {
  azure = await startAzure()
  settings = {
    app: { id: APP_ID, password: APP_PASSWORD, tenant: null, type: 'MultiTenant' },
    cloud: {
      ...{ loginUrl: `${azure.url}/tenant`, scope: 'https://api.botframework.com' },
      ...{ metadataUrl: `${azure.url}/openid`, issuer: ISSUER },
    },
    emulator: false,
  }
  store = await openSqliteStore(join(folder, 'winback.db'))
  const references = createReferences(store.notes)
  await references.keep(OLHA, at(azure.url))
  channel = createBotFrameworkChannel(createSdk(settings), references)
})
afterAll(async () => {
  await store.close()
  await azure.stop()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => void azure.next.splice(0))

const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ to: OLHA, key: 'k1', text: 'Good day', lang: 'en', answer: false, choices: [] },
  ...more,
})
const failureOf = async (sent: Outgoing = message()) => {
  const before = azure.calls.length
  const error = await channel.send(sent).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { error, tries: azure.calls.length - before }
}

describe('a message that is not taken', () => {
  it.each([
    [403, { retryable: false, gone: true, retryAfterMs: null }],
    [404, { retryable: false, gone: true, retryAfterMs: null }],
    [400, { retryable: false, gone: false }],
    [413, { retryable: false, gone: false }],
    [412, { retryable: true, gone: false }],
    [500, { retryable: true, gone: false }],
    [502, { retryable: true, gone: false }],
    [504, { retryable: true, gone: false }],
  ])('with %i is told as what it is, after one try', async (status, is) => {
    azure.next.push({ status })
    const { error, tries } = await failureOf()
    expect(error).toMatchObject({ name: 'DeliveryError', ...is })
    expect(tries).toBe(1)
  })

  it('because there were too many waits for as long as we are told', async () => {
    azure.next.push({ status: 429, headers: { 'retry-after': '7' } })
    const { error, tries } = await failureOf()
    expect(error).toMatchObject({ retryable: true, retryAfterMs: 7000, gone: false })
    expect(tries).toBe(1)
    azure.next.push({ status: 503, headers: { 'retry-after': '120' } })
    expect((await failureOf()).error).toMatchObject({ retryable: true, retryAfterMs: 120_000 })
  })

  it('because our token is not is tried again with a new one', async () => {
    await channel.send(message())
    const before = azure.asked.length
    azure.next.push({ status: 401 })
    expect((await failureOf()).error).toMatchObject({ code: 'token_refused', retryable: true })
    expect((await failureOf()).error).toBeNull()
    expect(azure.asked.length).toBe(before + 1)
  })

  it('because nobody answers is tried again', async () => {
    const there = createReferences(store.notes)
    const nobody = { ...OLHA, id: 'msteams/29:nobody' }
    await there.keep(nobody, at('http://127.0.0.1:9'))
    expect((await failureOf(message({ to: nobody }))).error).toMatchObject({
      code: 'unreachable',
      retryable: true,
    })
  })

  it('goes nowhere where nobody has written from', async () => {
    const { error, tries } = await failureOf(message({ to: { ...OLHA, id: 'msteams/29:stranger' } }))
    expect(error).toMatchObject({ code: 'no_conversation', gone: true })
    expect(tries).toBe(0)
  })

  it('does not take our token to where a service sends it on', async () => {
    const seen: (string | undefined)[] = []
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end('{}')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    azure.next.push({ status: 307, headers: { location } })
    expect((await failureOf()).error).toMatchObject({ retryable: false })
    expect(seen).toEqual([])
    other.close()
  })

  it('says that the app’s secret is refused, without saying the secret', async () => {
    const wrong = createSdk({ ...settings, app: { ...settings.app!, password: 'another secret' } })
    const sent = wrong.send({ service: azure.url, conversation: 'a:x' }, { type: 'typing' })
    await expect(sent).rejects.toMatchObject({ code: 'app_refused', message: 'app_refused', retryable: true })
  })
})

describe('a reference', () => {
  it('is there for whoever opens the same data, and is gone when it is forgotten', async () => {
    const again = createReferences(store.notes)
    expect(await again.of(OLHA)).toMatchObject(at(azure.url))
    // An erasure finds it by this name.
    expect(await store.notes.get(`bot_framework:at:${encodeURIComponent(OLHA.id)}`)).not.toBeNull()
    await channel.forget?.(OLHA, [])
    expect(await again.of(OLHA)).toBeNull()
    expect((await failureOf()).error).toMatchObject({ code: 'no_conversation' })
    await again.keep(OLHA, at(azure.url))
  })

  it('keeps no code: a message that shows one can’t be written anew', async () => {
    const code = { id: 's.c1', text: 'SHOP-ABCD-EFGH', until: 0, terms: '10 % off' }
    await channel.send(
      message({ text: 'Your code: SHOP-ABCD-EFGH', code, choices: [{ id: 'a', text: 'A' }] }),
    )
    await channel.send(message({ choices: [{ id: 'b', text: 'B' }] }))
    const { shown } = (await createReferences(store.notes).of(OLHA))!
    expect(shown.map(({ choices }) => choices[0]?.id)).toEqual(['b'])
    expect(JSON.stringify(shown)).not.toContain('SHOP-')
  })
})

describe('a file', () => {
  const sent = (files: object[]) =>
    attachmentsOf(inTeams(azure, { attachments: files }) as unknown as Parameters<typeof attachmentsOf>[0])

  it('of the channel’s own is fetched with our token', async () => {
    const [photo] = sent([{ contentType: 'image/png', contentUrl: `${azure.url}/files/1`, name: 'lamp.png' }])
    expect(photo).toMatchObject({ medium: 'photo', name: 'lamp.png', type: 'image/png' })
    const opened = await channel.open!(photo!.ref!)
    expect(opened).toMatchObject({ type: 'image/png' })
    expect(Buffer.from(opened!.bytes).toString()).toBe('PNG')
  })

  it('of Teams’ store is fetched without it; what lies elsewhere is named and never fetched', () => {
    const download = 'application/vnd.microsoft.teams.file.download.info'
    const files = sent([
      {
        contentType: download,
        name: 'bill.pdf',
        content: { downloadUrl: 'https://shop.sharepoint.com/x?t=1' },
      },
      { contentType: 'image/png', contentUrl: 'https://evil.example/x.png', name: 'x.png' },
      { contentType: 'image/png', contentUrl: 'https://sharepoint.com.evil.example/x.png', name: 'y.png' },
      { contentType: 'image/png', contentUrl: 'http://shop.sharepoint.com/x.png', name: 'plain.png' },
      { contentType: 'text/html', content: '<p>hello</p>' },
    ])
    expect(files).toEqual([
      { medium: 'file', name: 'bill.pdf', ref: 'store https://shop.sharepoint.com/x?t=1' },
      { medium: 'photo', name: 'x.png', type: 'image/png' },
      { medium: 'photo', name: 'y.png', type: 'image/png' },
      { medium: 'photo', name: 'plain.png', type: 'image/png' },
    ])
  })

  it('that is gone, or whose reference is none of ours, is null', async () => {
    for (const ref of [
      '',
      'own',
      'store http://127.0.0.1/x',
      'store https://evil.example/',
      'what https://x.sharepoint.com/',
    ])
      expect(await channel.open!(ref)).toBeNull()
    expect(await channel.open!(`own ${azure.url}/nothing`).catch(() => null)).not.toMatchObject({
      type: 'image/png',
    })
  })
})
