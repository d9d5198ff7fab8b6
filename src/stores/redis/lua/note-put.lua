-- A note of the shop, put where its version still is what was read. Needs journal.
-- KEYS  1 notes  2 meta  3 journal   ARGV  1 name  2 expected version  3 value  then, to be journaled: 4 at  5 entry  6 digest
-- Answers 1 or 0.
local k = { meta = KEYS[2], journal = KEYS[3] }
local before = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HLEN', k.meta)
redis.call('LLEN', k.journal)
local version = before and tonumber(string.match(before, '^%d+')) or 0
if version ~= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', version + 1) .. '\n' .. ARGV[3])
if ARGV[4] then journal_append(k, '', version + 1, tonumber(ARGV[4]), ARGV[5], ARGV[6]) end
return 1
