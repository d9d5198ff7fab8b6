-- Fields of hashes.   KEYS  for each the hash   ARGV  for each the field   Answers each field, none, or why it can't be read.
local found = {}
for n, hash in ipairs(KEYS) do found[n] = redis.pcall('HGET', hash, ARGV[n]) end
return found
