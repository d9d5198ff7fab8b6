#!lua
-- Leases these shoppers of one partition, those that are still free.
-- KEYS  1 due  2 ready (when a shopper may be given out: its due time, or the end of its lease)
-- ARGV  1 now  2 until  3... shoppers
-- Answers those that were leased.
local given = {}
redis.call('ZCARD', KEYS[1])
for n = 3, #ARGV do
  local ready = redis.call('ZSCORE', KEYS[2], ARGV[n])
  if ready and tonumber(ready) <= tonumber(ARGV[1]) then given[#given + 1] = ARGV[n] end
end
for _, shopper in ipairs(given) do redis.call('ZADD', KEYS[2], ARGV[2], shopper) end
return given
