-- Codes put into a pool where no pool has them. Needs pool-codes.
-- ARGV  1 pool  then hmac, sealed, ends of each   Answers for each the pool that had it, or ''.
local found = {}
for n = 2, #ARGV, 3 do
  local code = code_of(ARGV[n])
  if code then
    found[#found + 1] = code[POOL]
  else
    local number = redis.call('HINCRBY', NUMBERS, ARGV[1], 1)
    code_put(ARGV[n], { ARGV[1], number, ARGV[n + 1], tonumber(ARGV[n + 2]), false, false, 0, 0 })
    found[#found + 1] = ''
  end
end
return found
