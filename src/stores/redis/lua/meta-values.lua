-- One single value of each of these.   KEYS  any number of meta   ARGV  1 field   Answers a list; '' where there is none.
local found = {}
for n, key in ipairs(KEYS) do found[n] = redis.call('HGET', key, ARGV[1]) or '' end
return found
