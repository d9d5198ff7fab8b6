-- Forgets lapsed items that were due before a time, up to 500. Needs lanes.
-- KEYS  outbox level   ARGV  1 time   Answers how many.
local k = partition_at(1, #KEYS)
local names = redis.call(
  'ZRANGEBYLEX', k.out_index, '[x', '(x' .. time_text(tonumber(ARGV[1])), 'LIMIT', 0, 500
)
for _, name in ipairs(names) do
  local id = string.sub(name, 18)
  local mark = mark_of(k, id)
  redis.call('HDEL', k.out_marks, id)
  index_drop(k, name, 's' .. mark[SHOPPER] .. '\0' .. seq_text(mark[SEQ]) .. id)
end
return #names
