-- Leases shoppers whose wake-up is due, partition by partition, within one earliest first, then by id.
-- KEYS  for each partition: due, leased, leased_due   ARGV  now  limit of all  limit of each partition  until
-- Answers { shopper, due, ... }
local now, limit, share, till = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
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
  local found = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'WITHSCORES', 'LIMIT', 0, math.min(limit, share))
  for m = 1, #found, 2 do
    -- A lease that would be over at once is none.
    if tonumber(till) > tonumber(now) then
      redis.call('ZREM', due, found[m])
      redis.call('ZADD', leased, till, found[m])
      redis.call('ZADD', leased_due, found[m + 1], found[m])
    end
    given[#given + 1] = found[m]
    given[#given + 1] = found[m + 1]
  end
  limit = limit - #found / 2
end
return given
