-- How these items stand. Needs lanes.   KEYS  outbox level   ARGV  ids   Answers { state, why } or false for each.
local k = partition_at(1, #KEYS)
local found = {}
for n, id in ipairs(ARGV) do
  local mark = mark_of(k, id)
  found[n] = mark and { mark[STATE], mark[WHY] } or false
end
return found
