-- A partition's wake-ups: those that are free by their time, those that are leased by the end of the lease.
local function due_put(k, shopper, due)
  redis.call('ZREM', k.leased, shopper)
  redis.call('ZREM', k.leased_due, shopper)
  if due == '' then redis.call('ZREM', k.due, shopper) else redis.call('ZADD', k.due, due, shopper) end
end
