-- Lays a code aside where its shopper's commits are.   KEYS  1 pool_codes   ARGV  1 hmac  2 turn  3 shopper
-- Answers 1, or 0 where it was taken back, or given out anew, before this came.
local how = redis.call('HGET', KEYS[1], ARGV[1]) or ''
local turn = tonumber(string.match(how, '^[hx] (%d+)'))
if string.sub(how, 1, 1) == 'u' or (turn and turn > tonumber(ARGV[2])) then return 0 end
if string.sub(how, 1, 1) == 'x' and turn == tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], 'h ' .. ARGV[2] .. ' ' .. ARGV[3])
return 1
