-- Leases shoppers whose wake-up is due, partition by partition, within one earliest first, then by id.
-- KEYS  for each partition: due, leased, leased_due   ARGV  now  limit of all  limit of each partition  until
-- Answers { shopper, due, ... }
local now, limit, share, till = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
-- A lease that would be over at once is none.
local is_held = tonumber(till) > tonumber(now)
-- Lua takes only so many values at once.
local MOST = 1000
local given = {}
for n = 1, #KEYS, 3 do
  if limit <= 0 then break end
  local due, leased, leased_due = KEYS[n], KEYS[n + 1], KEYS[n + 2]
  -- A dead holder's share is free again.
  for _, shopper in ipairs(redis.call('ZRANGEBYSCORE', leased, '-inf', now)) do
    redis.call('ZADD', due, redis.call('ZSCORE', leased_due, shopper), shopper)
    redis.call('ZREM', leased, shopper)
    redis.call('ZREM', leased_due, shopper)
  end
  local found = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'WITHSCORES', 'LIMIT', 0, math.min(limit, share, MOST))
  local shoppers, ends, dues = {}, {}, {}
  for m = 1, #found, 2 do
    local shopper, time = found[m], found[m + 1]
    shoppers[#shoppers + 1] = shopper
    ends[m], ends[m + 1] = till, shopper
    dues[m], dues[m + 1] = time, shopper
    given[#given + 1] = shopper
    given[#given + 1] = time
  end
  if is_held and #shoppers > 0 then
    redis.call('ZREM', due, unpack(shoppers))
    redis.call('ZADD', leased, unpack(ends))
    redis.call('ZADD', leased_due, unpack(dues))
  end
  limit = limit - #shoppers
end
return given
