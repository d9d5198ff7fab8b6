// What channels keep of their own goes with the shopper: searched for by bytes in all of the data folder.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Azure, inTeams, post, startAzure } from '../channels/bot-framework/azure.ts'
import { as, ROOT, SECRET, tokenFor } from '../channels/direct-line/client.ts'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'
import { signIn } from './desk-client.ts'

let azure: Azure
let server: TestServer
beforeAll(async () => {
  azure = await startAzure()
  server = await startServer({ ...azure.settings, DIRECTLINE_SECRET: SECRET, WINBACK_LOG: 'silent' })
})
afterAll(async () => {
  await server.stop()
  await azure.stop()
})

const files = (folder = join(server.folder, 'data')): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name)
    return one.isDirectory() ? files(path) : statSync(path).isFile() ? [path] : []
  })
/** Files of the data folder in which these words stand, as they are or as a name of a note has them. */
const holding = (words: string): readonly string[] =>
  files().filter((path) => {
    const bytes = readFileSync(path)
    return [words, encodeURIComponent(words)].some((one) => bytes.includes(one))
  })
const erase = async (shopper: string) => {
  const path = `${server.url()}/v1/shoppers/${shopper}`
  const key = { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': `erase-${shopper}` }
  const gone = () => call(path, undefined, key, 'DELETE')
  expect((await gone()).status).toBeLessThan(300)
  await expect.poll(async () => (await gone()).body.status).toBe('erased')
}

it('the reference by which somebody in Teams is written to, and where their ticket hangs', async () => {
  const chat = 'a:erasedconversation'
  const person = '29:erasedperson'
  const conversation = { conversationType: 'personal', tenantId: 'tenant-1', id: chat }
  const activity = inTeams(azure, {
    from: { id: person, name: 'Olha' },
    conversation,
    text: 'I want a person',
  })
  expect((await post(server, activity, azure.tokenOf())).status).toBe(200)
  await azure.called(({ path }) => path.includes(chat))
  const olena = await signIn(server)
  await expect.poll(async () => (await olena.tickets()).length).toBe(1)
  const [ticket] = await olena.tickets()
  expect(holding(chat)).not.toEqual([])
  await erase(ticket.shopper)
  for (const words of [chat, person, ticket.shopper, ticket.id]) expect(holding(words), words).toEqual([])
})

it('what was uploaded by Direct Line: its sealed bytes, its key and its name', async () => {
  const { conversationId, token } = await tokenFor(server, { winback: { userId: 'dl-42' } })
  const form = new FormData()
  const activity = { type: 'message', text: 'see', channelData: { clientActivityID: 'up-1' } }
  form.append(
    'activity',
    new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
  )
  form.append('file', new Blob(['a photo of my passport'], { type: 'image/png' }), 'passport.png')
  const url = `${server.url()}${ROOT}/conversations/${conversationId}/upload?userId=me`
  expect((await fetch(url, { method: 'POST', headers: as(token), body: form })).status).toBe(200)
  const uploads = () => files().filter((path) => path.includes('direct-line'))
  expect(uploads()).toHaveLength(1)
  expect(holding('passport')).not.toEqual([])
  await erase('dl-42')
  expect(uploads()).toEqual([])
  for (const words of ['passport', conversationId]) expect(holding(words), words).toEqual([])
})
