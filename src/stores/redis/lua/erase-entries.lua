-- Entries of a chain are emptied: each keeps its place, its version, its time and its link.
-- KEYS  1 journal   ARGV  1 shopper  2 alias  3 what stands in an entry's place  then numbers of entries
for n = 4, #ARGV do
  local at = tonumber(ARGV[n]) - 1
  local entry = redis.call('LINDEX', KEYS[1], at) or ''
  local head, shopper = string.match(entry, '^(%x+ %-?%d+ %-?%d+) ([^\n]*)\n')
  if shopper == ARGV[1] then redis.call('LSET', KEYS[1], at, head .. ' ' .. ARGV[2] .. '\n' .. ARGV[3]) end
end
