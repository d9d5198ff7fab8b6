-- Refused input that is forgotten.   KEYS  1 rejected  2 reasons   ARGV  ids
redis.call('HLEN', KEYS[2])
for _, id in ipairs(ARGV) do
  local reason = redis.call('HGET', KEYS[1], id)
  if reason then
    redis.call('HDEL', KEYS[1], id)
    if redis.call('HINCRBY', KEYS[2], reason, -1) <= 0 then redis.call('HDEL', KEYS[2], reason) end
  end
end
