-- What the outbox holds of a shopper. Needs lanes.   KEYS  outbox level   ARGV  1 shopper
-- Answers { lane, kind, due, state, why } of each.
local k = partition_at(1, #KEYS)
local prefix, found = 's' .. ARGV[1] .. '\0', {}
for n, name in ipairs(index_range(k, prefix, -1)) do
  local mark = mark_of(k, string.sub(name, #prefix + 13))
  found[n] = { mark[LANE], mark[KIND], mark[DUE], mark[STATE], mark[WHY] }
end
return found
