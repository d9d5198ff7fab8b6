-- Entries put behind a chain that was moved here; those that are there already are written again.
-- KEYS  1 list   ARGV  1 number of the first ('+' before it: only as the next one)  then entries
-- Answers 1, or 0 where there is a gap before the first, or it is not the next one.
local length, first = redis.call('LLEN', KEYS[1]), tonumber(ARGV[1])
if first > length + 1 then return 0 end
if string.sub(ARGV[1], 1, 1) == '+' and first ~= length + 1 then return 0 end
for n = 2, #ARGV do
  local seq = first + n - 2
  if seq <= length then redis.call('LSET', KEYS[1], seq - 1, ARGV[n]) else redis.call('RPUSH', KEYS[1], ARGV[n]) end
end
return 1
