// A commit brings its rows made ready, for the line that its process saw last. Where that is not the last any more, or was
// never seen, the script puts it right.
import { describe, expect, test } from 'vitest'
import { redisServer } from '../redis/servers.ts'
import { singleRedis } from '../redis/subjects.ts'
import { aCommit, anEvent, NOON } from './contract/making.ts'

const said = (text: string) => ({ at: NOON, who: 'bot' as const, text })

describe.skipIf(redisServer() === null)('lines of several processes on Redis', () => {
  test('a process that never saw a shopper numbers its lines on, and tells a repeat so', async () => {
    const { store, another, close } = await singleRedis.make()
    try {
      const stranger = await another()
      await store.commit(aCommit({ lines: [said('one'), said('two')] }))
      const event = anEvent()
      const next = aCommit({ expects: 1, event, lines: [said('three')], document: '{"1 0 ":"%1"}' })
      expect(await stranger.commit(next)).toEqual({ kind: 'done', version: 2, line: 3 })
      // What the first one saw last is of an older version.
      const third = aCommit({ expects: 2, lines: [said('four')] })
      expect(await store.load('ann')).toMatchObject({ version: 2, document: next.document })
      expect(await stranger.commit(next)).toEqual({ kind: 'done', version: 2, line: 3 })
      expect(await store.commit(third)).toEqual({ kind: 'done', version: 3, line: 4 })
      const lines = await stranger.records.lines('ann', 0, 10)
      expect(lines.map(({ seq, text }) => `${seq} ${text}`)).toEqual(['1 one', '2 two', '3 three', '4 four'])
      expect(await store.known('ann', event.id)).toEqual({ digest: event.digest, reply: event.reply })
    } finally {
      await close()
    }
  })
})
