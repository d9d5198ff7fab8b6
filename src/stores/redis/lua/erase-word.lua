-- Word of an erasure is put into the outbox, once. Needs lanes.
-- KEYS  outbox level   ARGV  1 alias  2 at  then nine values for each item, as lanes_put takes them
local k = partition_at(1, #KEYS)
redis.call('ZCARD', k.out_index)
if redis.call('HSETNX', k.meta, 'erased word ' .. ARGV[1], '1') == 0 then return end
local items = {}
for n = 3, #ARGV, 9 do
  local item = {}
  for m = 1, 9 do item[m] = ARGV[n + m - 1] end
  items[#items + 1] = item
end
local numbers = { out_seq = tonumber(redis.call('HGET', k.meta, 'out_seq') or 0) }
lanes_put(k, items, ARGV[2], numbers)
redis.call('HSET', k.meta, 'out_seq', string.format('%.0f', numbers.out_seq))
