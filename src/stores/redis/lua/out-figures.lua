-- What waits and what was given up. KEYS  any number of out_index   Answers for each { waiting, parked, first place or '' }.
local found = {}
local function count(key, prefix) return redis.call('ZLEXCOUNT', key, '[' .. prefix, '(' .. prefix .. '\255') end
for n, key in ipairs(KEYS) do
  local first = redis.call('ZRANGEBYLEX', key, '[p', '(p\255', 'LIMIT', 0, 1)[1] or ''
  found[n] = { count(key, 'p'), count(key, 'k'), string.sub(first, 2, 17) }
end
return found
