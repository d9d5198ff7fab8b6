-- Forgets ids of events from before a time, up to 1000.   KEYS  1 events  2 event_times   ARGV  1 time   Answers how many.
redis.call('HLEN', KEYS[1])
local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. ARGV[1], 'LIMIT', 0, 1000)
for _, id in ipairs(ids) do
  redis.call('HDEL', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
end
return #ids
