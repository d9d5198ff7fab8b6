-- Is there anything at these keys?   KEYS  any number   Answers 1 or 0 for each.
local found = {}
for n, key in ipairs(KEYS) do found[n] = redis.call('EXISTS', key) end
return found
