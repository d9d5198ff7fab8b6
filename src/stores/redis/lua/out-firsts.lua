-- The first name of each of these orders in each index, or ''. The first order is looked at alone: where it has nothing, or
-- nothing up to a time, the others are not looked for.
-- KEYS  any number of out_index (one on a Cluster)   ARGV  1 time, or ''  2... prefixes   Answers a list of lists.
local found, most = {}, tonumber(ARGV[1])
for n, key in ipairs(KEYS) do
  local firsts = {}
  for m = 2, #ARGV do
    local name = redis.call('ZRANGEBYLEX', key, '[' .. ARGV[m], '(' .. ARGV[m] .. '\255', 'LIMIT', 0, 1)[1] or ''
    firsts[m - 1] = name
    if m == 2 and (name == '' or (most and tonumber(string.sub(name, 2, 17)) > most)) then break end
  end
  found[n] = firsts
end
return found
