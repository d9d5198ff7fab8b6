-- Input that was refused, remembered once per id.   KEYS  1 rejected  2 reasons   ARGV  pairs of id and reason
redis.call('HLEN', KEYS[2])
for n = 1, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1], ARGV[n], ARGV[n + 1]) == 1 then redis.call('HINCRBY', KEYS[2], ARGV[n + 1], 1) end
end
