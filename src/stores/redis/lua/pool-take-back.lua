-- Asks whether codes that were laid aside here were used; those that were not are taken back.
-- KEYS  1 pool_codes   ARGV  1 'take' or 'look'  then pairs of hmac and turn
-- Answers for each the id of the code that used it up, '' where it is free now, '-' where it isn't.
local found = {}
for n = 2, #ARGV, 2 do
  local hmac, asked = ARGV[n], tonumber(ARGV[n + 1])
  local how = redis.call('HGET', KEYS[1], hmac) or ''
  local turn = tonumber(string.match(how, '^[hx] (%d+)'))
  if string.sub(how, 1, 2) == 'u ' then
    found[#found + 1] = string.sub(how, 3)
  elseif ARGV[1] == 'look' or (turn and turn > asked) then
    found[#found + 1] = '-'
  else
    redis.call('HSET', KEYS[1], hmac, 'x ' .. ARGV[n + 1])
    found[#found + 1] = ''
  end
end
return found
