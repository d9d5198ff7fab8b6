-- Puts one index entry where absent, with a note of what its owner goes on to put.
-- KEYS  claims  claiming   ARGV  key  owner  note or ''
-- Answers { the owner, the note of what that one goes on to put or '' }
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 and ARGV[3] ~= '' then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
end
return { redis.call('HGET', KEYS[1], ARGV[1]), redis.call('HGET', KEYS[2], ARGV[1]) or '' }
