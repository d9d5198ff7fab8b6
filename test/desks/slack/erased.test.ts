// A shopper is erased while a ticket of theirs stands in Slack.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { slackWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld()
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

it("empties the card, also where Slack is away at first, and keeps no note of it but another shopper's", async () => {
  const { server, slack } = world
  const other = await world.wantsAgent(4_100)
  const { card, ticket, talk } = await world.wantsAgent(4_000, 'I want a person please, Zinaida')
  await slack.until(() => slack.thread(card.ts).length > 0, 'the talk so far')
  expect(world.texts(card)).toContain('Zinaida')
  slack.fail('chat.update', { error: 'internal_error' }, { retryAfter: 0 })
  const shopper = ticket.slice(0, ticket.lastIndexOf('.'))
  const answer = await fetch(`${server.url()}/v1/shoppers/${shopper}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': randomUUID() },
  })
  expect(answer.status).toBe(200)
  await slack.until(() => card.text === 'The shopper was erased.', 'the empty card')
  expect(world.texts(card)).not.toMatch(/Zinaida|item-4000|winback_/)
  const db = new DatabaseSync(join(server.folder, 'data/winback.db'), { readOnly: true })
  const notes = db.prepare('SELECT name, value FROM note').all()
  const left = db.prepare('SELECT count(*) AS n FROM outbox WHERE payload LIKE ?').get(`%${shopper}%`)
  db.close()
  expect(JSON.stringify(notes)).not.toContain(shopper)
  expect(JSON.stringify(notes)).toContain(other.ticket)
  expect(left).toEqual({ n: 0 })
  expect(other.card.text).toContain('Waits for an answer')
  talk.close()
  other.talk.close()
})
