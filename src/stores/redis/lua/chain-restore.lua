-- Entries of a backup put into a partition's own chain, which goes on behind them.
-- KEYS  1 journal  2 meta   ARGV  1 number of the first  then entries   Answers 1, or 0 where there is a gap before the first.
local length, first = redis.call('LLEN', KEYS[1]), tonumber(ARGV[1])
redis.call('HLEN', KEYS[2])
if first > length + 1 then return 0 end
for n = 2, #ARGV do
  local seq = first + n - 2
  if seq <= length then redis.call('LSET', KEYS[1], seq - 1, ARGV[n]) else redis.call('RPUSH', KEYS[1], ARGV[n]) end
end
local last = redis.call('LINDEX', KEYS[1], -1)
redis.call('HSET', KEYS[2], 'seq', redis.call('LLEN', KEYS[1]), 'hash', string.match(last, '^(%S*)'))
return 1
