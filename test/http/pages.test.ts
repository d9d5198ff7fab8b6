// What a browser loads from us, as it goes over the line.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const load = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(server.url() + path, { headers })
  return { answer, text: await answer.text() }
}

it('scripts go packed to whoever takes that, also where no proxy packs them, and plain to others', async () => {
  for (const path of ['/widget.js', '/widget/panel.js', '/']) {
    const plain = await load(path, { 'accept-encoding': 'identity' })
    expect(plain.answer.headers.get('content-encoding')).toBeNull()
    const packed = await load(path, { 'accept-encoding': 'br;q=0.5, gzip' })
    expect(packed.answer.headers.get('content-encoding')).toBe('gzip')
    expect(packed.text).toBe(plain.text)
    expect(packed.answer.headers.get('vary')).toContain('accept-encoding')
    const size = (one: typeof plain) => Number(one.answer.headers.get('content-length'))
    expect(size(packed)).toBeLessThan(size(plain))
    for (const no of ['gzip;q=0', 'br', 'identity, gzip; q=0.000'])
      expect((await load(path, { 'accept-encoding': no })).answer.headers.get('content-encoding')).toBeNull()
  }
})

it('what is still the same is not sent again', async () => {
  const { answer } = await load('/widget.js')
  const tag = answer.headers.get('etag') ?? ''
  const again = await load('/widget.js', { 'if-none-match': tag })
  expect(again.answer.status).toBe(304)
  expect(again.text).toBe('')
})
