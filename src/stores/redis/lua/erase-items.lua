-- These items of the outbox go; lanes go on. Needs lanes.   KEYS  outbox level   ARGV  ids
local k = partition_at(1, #KEYS)
for _, id in ipairs(ARGV) do item_erase(k, id) end
