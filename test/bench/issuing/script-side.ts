// The peer of issuing on Redis: one script call for each issue, as many on their way as are at once (the client sends them
// without waiting for each other). It writes what an issue of ours leaves, into the same structures of the same partitions:
// code, event, document, wake-up, row, line, budget under its ceiling, the item with the orders that it stands in, and the
// link of the journal's chain. Written for this one case: it looks up nothing that an issue need not know.
import { createClient } from 'redis'
import { entryDigest } from '../../../src/stores/redis/chain.ts'
import { type KeyName, keyIn, keyOf } from '../../../src/stores/redis/keys.ts'
import { partitionOf } from '../../../src/stores/redis/partition.ts'
import { commitOf, type IssuingSide, timeWork, WORTH } from './issue.ts'

const SCRIPT = `#!lua
local claims, home, shoppers, events, event_times, due, lines, rows, journal, meta, marks, payloads, heads, index = unpack(KEYS)
local shopper, id, at, event = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('HEXISTS', events, event) == 1 then return 'repeat' end
if redis.call('HEXISTS', shoppers, shopper) == 1 then return 'stale' end
local sum = tonumber(redis.call('HGET', home, 'reserved') or '0')
if sum + tonumber(ARGV[5]) > tonumber(ARGV[6]) then return 'refused' end
if redis.call('HSETNX', claims, ARGV[7], id) == 0 then return 'taken' end
redis.call('HINCRBY', home, 'reserved', ARGV[5])
redis.call('HSET', shoppers, shopper, '1 1 ' .. id .. ' ' .. ARGV[8] .. '\\n' .. ARGV[9])
redis.call('HSET', events, event, at .. ' 1 1 ' .. ARGV[10] .. ' ' .. id .. '\\n' .. ARGV[11])
redis.call('ZADD', event_times, at, event)
redis.call('ZADD', due, ARGV[12], shopper)
redis.call('HSET', lines, shopper .. ' 1', ARGV[13])
redis.call('HSET', rows, ARGV[14], ARGV[15])
local there = redis.call('HMGET', meta, 'seq', 'hash')
local seq, place = string.format('%012.0f', tonumber(there[1] or 0) + 1), string.format('%016.0f', at)
local item, lane = ARGV[16], ARGV[17]
redis.call('HSET', marks, item, cmsgpack.pack({ lane, 'message', shopper, 0, at, false, at, seq, 'w', at, 0, false, false, false, true }))
redis.call('HSET', payloads, item, ARGV[18])
redis.call('HSETNX', heads, lane, item)
redis.call('ZADD', index, 0, 's' .. shopper .. '\\0' .. seq .. item, 0, 'a' .. place .. seq .. item, 0, 'r' .. place .. item)
local said = '1 ' .. at .. ' ' .. shopper
local link = redis.sha1hex((there[2] or '') .. '\\n' .. seq .. ' ' .. said .. '\\n' .. ARGV[20])
redis.call('RPUSH', journal, link .. ' ' .. said .. '\\n' .. ARGV[19])
redis.call('HSET', meta, 'seq', seq, 'hash', link)
return 'done'
`

const NAMES: readonly KeyName[] = [
  ...(['shoppers', 'events', 'event_times', 'due', 'lines', 'enrolments', 'journal', 'meta'] as const),
  ...(['out_marks', 'out_payloads', 'out_heads', 'out_index'] as const),
]
const BUDGET = 'spring'
const HOME = keyIn(partitionOf(BUDGET), 'budget', BUDGET)

export const open = async ({ ports }: { readonly ports: readonly number[] }): Promise<IssuingSide> => {
  const client = createClient({ socket: { host: '127.0.0.1', port: ports[0]! } })
  await client.connect()
  const sha = await client.scriptLoad(SCRIPT)
  let issued = 0
  return {
    round: (count, atOnce) =>
      timeWork(count, atOnce, async () => {
        const n = `${issued++}`
        const shopper = `s_${n.padStart(16, '0')}`
        const one = commitOf(n, shopper, 0, BUDGET)
        const { event, outbox, lines, enrolments, budget } = one
        const [item, row, move] = [outbox[0]!, enrolments[0]!, budget[0]!]
        const code = `code:${n.padStart(43, 'c')}`
        const partition = partitionOf(shopper)
        const answer = await client.evalSha(sha, {
          keys: [keyIn(partitionOf(code), 'claims'), HOME, ...NAMES.map((name) => keyOf(partition, name))],
          arguments: [
            ...[shopper, one.id, `${one.at}`, event!.id, `${move.reserved}`, `${move.ceiling}`, code],
            ...[one.key, one.document, event!.digest, event!.reply, `${one.due}`, JSON.stringify(lines[0])],
            ...[row.id, row.row, item.id, item.lane, item.payload, one.journal, entryDigest(one.journal)],
          ],
        })
        if (answer !== 'done') throw new Error(`the issue ${n} was ${answer}`)
      }),
    reserved: async () => Number(await client.hGet(HOME, 'reserved')) / WORTH,
    close: async () => void (await client.close()),
  }
}
