-- A chain says how many of its entries were emptied, once. Needs journal.
-- KEYS  1 meta  2 journal   ARGV  1 alias  2 at  3 entry  4 its digest
local k = { meta = KEYS[1], journal = KEYS[2] }
redis.call('LLEN', k.journal)
if redis.call('HSETNX', k.meta, 'erased said ' .. ARGV[1], '1') == 0 then return end
journal_append(k, '', 0, tonumber(ARGV[2]), ARGV[3], ARGV[4])
