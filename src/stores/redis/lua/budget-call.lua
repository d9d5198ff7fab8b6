-- Calls in all grants of a budget, or goes on with a call that somebody began.
-- KEYS  home   Answers { number of the call, partition, ... }
local home = home_read()
if home.called == 0 then
  home.last = home.last + 1
  home.called = home.last
  home_write(home)
end
local answer = { home.called }
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local partition = string.match(field, '^p(%d+)$')
  if partition then answer[#answer + 1] = tonumber(partition) end
end
return answer
