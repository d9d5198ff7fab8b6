-- All of these hashes.   KEYS  any number   Answers for each: fields and values, in turn.
local found = {}
for n, key in ipairs(KEYS) do found[n] = redis.call('HGETALL', key) end
return found
