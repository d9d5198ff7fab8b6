-- A shopper's document, wake-up, look, lines and outbox go, all at once; lanes go on. Needs lanes, due.
-- KEYS  outbox level   ARGV  1 shopper  2 expected version, or '' for any   Answers gone or stale.
local k = partition_at(1, #KEYS)
local shopper = ARGV[1]
local record = redis.call('HGET', k.shoppers, shopper)
local version, line = string.match(record or '', '^(%d+) (%d+)')
if ARGV[2] ~= '' and tonumber(version or 0) ~= tonumber(ARGV[2]) then return 'stale' end
for _, key in ipairs({ k.lines, k.visits, k.out_payloads, k.out_heads, k.out_marks }) do redis.call('HLEN', key) end
for _, key in ipairs({ k.visit_ends, k.out_index }) do redis.call('ZCARD', key) end
due_put(k, shopper, '')
for n = 1, tonumber(line or 0) do redis.call('HDEL', k.lines, shopper .. ' ' .. n) end
redis.call('HDEL', k.visits, shopper)
redis.call('ZREM', k.visit_ends, shopper)
local prefix = 's' .. shopper .. '\0'
for _, name in ipairs(index_range(k, prefix, -1)) do
  item_erase(k, string.sub(name, #prefix + 13))
end
redis.call('HDEL', k.shoppers, shopper)
return 'gone'
