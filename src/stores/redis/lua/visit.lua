-- Counts one view of somebody who is no shopper yet.
-- KEYS  a partition's   ARGV  shopper  event id  at  "digest"  reply  expires  "shopper"   (in quotes: JSON)
-- Answers done | repeat | changed | shopper
local k = partition_at(1, #KEYS)
local shopper, id, at, digest, reply, expires = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5], tonumber(ARGV[6])
-- How many expired ones a new visit clears away.
local SWEEP = 20

local known = redis.call('HGET', k.events, id)
if known then
  local rest = string.match(known, '^%-?%d+ %d+ %d+ ()')
  return string.sub(known, rest, rest + #digest) == digest .. ' ' and 'repeat' or 'changed'
end
if redis.call('HEXISTS', k.shoppers, shopper) == 1 then return 'shopper' end
local views, first, last, ends = 1, at, at, expires
local text = redis.call('HGET', k.visits, shopper)
if text then
  local v, f, l, e = string.match(text, '^(%d+) (%-?%d+) (%-?%d+) (%-?%d+)$')
  ends = math.max(expires, tonumber(e))
  last = math.max(at, tonumber(l))
  if tonumber(e) > at then views, first = tonumber(v) + 1, math.min(at, tonumber(f)) end
end
redis.call('HSET', k.visits, shopper, string.format('%.0f %.0f %.0f %.0f', views, first, last, ends))
redis.call('ZADD', k.visit_ends, string.format('%.0f', ends), shopper)
for _, over in ipairs(redis.call('ZRANGEBYSCORE', k.visit_ends, '-inf', ARGV[3], 'LIMIT', 0, SWEEP)) do
  redis.call('HDEL', k.visits, over)
  redis.call('ZREM', k.visit_ends, over)
end
redis.call('HSET', k.events, id, ARGV[3] .. ' 0 0 ' .. digest .. ' null ' .. ARGV[7] .. '\n' .. reply)
redis.call('ZADD', k.event_times, ARGV[3], id)
redis.call('HINCRBY', k.meta, 'events', 1)
return 'done'
