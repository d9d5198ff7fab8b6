-- Goods put into the catalogue, or taken out of it.
-- KEYS  1 goods  2 goods_names   ARGV  pairs of id and JSON; '' in its place: taken out   Answers how many were new or went.
redis.call('ZCARD', KEYS[2])
local changed = 0
for n = 1, #ARGV, 2 do
  if ARGV[n + 1] == '' then
    changed = changed + redis.call('HDEL', KEYS[1], ARGV[n])
    redis.call('ZREM', KEYS[2], ARGV[n])
  else
    changed = changed + redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1])
    redis.call('ZADD', KEYS[2], 0, ARGV[n])
  end
end
return changed
