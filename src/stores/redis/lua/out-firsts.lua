-- The first name of each index that begins with a prefix, or ''. For `next`, and to see in one go where something may leave.
-- KEYS  any number of out_index (one on a Cluster)   ARGV  1 prefix   Answers a list.
local found = {}
for n, key in ipairs(KEYS) do
  found[n] = redis.call('ZRANGEBYLEX', key, '[' .. ARGV[1], '(' .. ARGV[1] .. '\255', 'LIMIT', 0, 1)[1] or ''
end
return found
