-- A row's home is told where it is written on.   KEYS  1 moved   ARGV  1 id  2 partition
local places = redis.call('HGET', KEYS[1], ARGV[1])
if places and string.match(places, '(%d+)$') == ARGV[2] then return end
redis.call('HSET', KEYS[1], ARGV[1], places and places .. ' ' .. ARGV[2] or ARGV[2])
