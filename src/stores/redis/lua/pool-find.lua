-- Needs pool-codes.   ARGV  hmacs   Answers for each { pool, id, holder, turn } or false.
local found = {}
for n, hmac in ipairs(ARGV) do
  local code = code_of(hmac)
  found[n] = code and { code[POOL], code[ID], code[HOLDER], string.format('%.0f', code[TURN]) } or false
end
return found
