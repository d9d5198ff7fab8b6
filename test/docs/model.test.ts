// Holds docs/MODEL.md true: the requests that it shows are sent word for word.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { shippedRulebook } from '../core/world.ts'
import { completion, json, startFake } from '../model/fake-server.ts'
import { openModelWorld } from '../model/world.ts'

const opened: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

const page = readFileSync(resolve(import.meta.dirname, '../../docs/MODEL.md'), 'utf8')
const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(
  (block) => JSON.parse(block[1] ?? '') as unknown,
)

it('the requests in docs/MODEL.md are the ones that go out', async () => {
  const server = await startFake((asked, response) => {
    const reading = { label: 'shipping_time', sure: 'high', lang: 'uk', choice: null }
    const isReading = asked.response_format.json_schema?.name === 'meaning'
    json(response, 200, completion(JSON.stringify(isReading ? reading : { text: 'x' })))
  })
  const world = await openModelWorld({
    settings: { url: server.url, name: 'gpt-4.1-mini', phrases: true },
    rulebook: shippedRulebook(),
  })
  opened.push(server, { close: () => world.close() })
  await world.say('У сина свято вже скоро, ну ви розумієте. Олена, 067 123 45 67')
  expect(server.requests).toHaveLength(2)
  expect(server.requests.map(({ asked }) => asked)).toEqual(shown.slice(0, 2))
})
