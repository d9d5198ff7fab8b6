-- Puts index entries where absent, all in one go.
-- KEYS  for each the hash that it lies in   ARGV  for each: key, owner   Answers the owner of each afterwards.
local owners = {}
for n, hash in ipairs(KEYS) do
  local key = ARGV[2 * n - 1]
  redis.call('HSETNX', hash, key, ARGV[2 * n])
  owners[n] = redis.call('HGET', hash, key)
end
return owners
