-- What waits and what was given up. KEYS  any number of out_index   Answers for each { waiting, parked, first place or '' }.
local found = {}
local function count(key, prefix) return redis.call('ZLEXCOUNT', key, '[' .. prefix, '(' .. prefix .. '\255') end
for n, key in ipairs(KEYS) do
  local waiting, place = 0, ''
  -- What waits stands in one of these: each begins with its place.
  for _, order in ipairs({ 'a', 'm', 'p' }) do
    waiting = waiting + count(key, order)
    local first = redis.call('ZRANGEBYLEX', key, '[' .. order, '(' .. order .. '\255', 'LIMIT', 0, 1)[1]
    local its = first and string.sub(first, 2, 17)
    if its and (place == '' or its < place) then place = its end
  end
  found[n] = { waiting, count(key, 'k'), place }
end
return found
