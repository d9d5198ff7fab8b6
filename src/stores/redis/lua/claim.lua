-- Puts index entries where absent, all in one go.
-- KEYS  for each the hash that it lies in   ARGV  for each: key, owner
-- Answers the owner of each afterwards, or why it can't be put.
local owners = {}
for n, hash in ipairs(KEYS) do
  local key, owner = ARGV[2 * n - 1], ARGV[2 * n]
  local put = redis.pcall('HSETNX', hash, key, owner)
  if put == 1 then
    owners[n] = owner
  elseif put == 0 then
    owners[n] = redis.call('HGET', hash, key)
  else
    owners[n] = put
  end
end
return owners
