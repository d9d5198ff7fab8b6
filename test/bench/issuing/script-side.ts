// The peer of issuing on Redis: one script call for each issue, as many on their way as are at once (the client sends them
// without waiting for each other). It keeps what an issue of ours keeps: the code, the event, the document, the sum under
// its ceiling, row, message, line and journal entry.
import { createClient } from 'redis'
import { type IssuingSide, timeWork, WORTH } from './issue.ts'

const SCRIPT = `#!lua
if redis.call('EXISTS', KEYS[2]) == 1 then return 'repeat' end
if redis.call('SETNX', KEYS[1], ARGV[1]) == 0 then return 'taken' end
local sum = tonumber(redis.call('GET', KEYS[3]) or '0')
if sum + tonumber(ARGV[2]) > tonumber(ARGV[3]) then return 'refused' end
redis.call('INCRBY', KEYS[3], ARGV[2])
redis.call('SET', KEYS[2], ARGV[4])
redis.call('HSET', KEYS[4], 'version', 1, 'document', ARGV[5])
redis.call('HSET', KEYS[5], ARGV[1], ARGV[6])
redis.call('RPUSH', KEYS[6], ARGV[7])
redis.call('RPUSH', KEYS[7], ARGV[8])
redis.call('RPUSH', KEYS[8], ARGV[9])
redis.call('ZADD', KEYS[9], ARGV[10], ARGV[1])
return 'done'
`

export const open = async ({ ports }: { readonly ports: readonly number[] }): Promise<IssuingSide> => {
  const client = createClient({ socket: { host: '127.0.0.1', port: ports[0]! } })
  await client.connect()
  const sha = await client.scriptLoad(SCRIPT)
  const document = JSON.stringify({ filler: 'x'.repeat(2_000) })
  let issued = 0
  return {
    round: (count, atOnce) =>
      timeWork(count, atOnce, async () => {
        const n = issued++
        const shopper = `s_${`${n}`.padStart(16, '0')}`
        const answer = await client.evalSha(sha, {
          keys: [
            ...[`one:code:${n}`, `one:event:${n}`, 'one:budget', `one:shopper:${shopper}`, 'one:rows'],
            ...['one:outbox', `one:lines:${shopper}`, 'one:journal', 'one:due'],
          ],
          arguments: [
            ...[`${shopper}.${n}`, `${WORTH}`, '1000000000000000', '{"kind":"ok"}', document],
            ...['r'.repeat(330), 'y'.repeat(300), 'l'.repeat(60), 'j'.repeat(620), '1793620800000'],
          ],
        })
        if (answer !== 'done') throw new Error(`the issue ${n} was ${answer}`)
      }),
    reserved: async () => Number(await client.get('one:budget')) / WORTH,
    close: async () => void (await client.close()),
  }
}
