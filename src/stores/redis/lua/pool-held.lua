-- All that is laid aside, of all pools or for one shopper. Needs pool-codes.   ARGV  1 shopper, or ''
-- Answers hmac, holder, turn of each.
local found = {}
local prefix = ARGV[1] == '' and 'm' or 'm' .. ARGV[1] .. '\0'
for _, name in ipairs(names_from(prefix, '', -1)) do
  local hmac = string.match(name, '([^%z]*)$')
  local code = code_of(hmac)
  found[#found + 1], found[#found + 2], found[#found + 3] = hmac, code[HOLDER], string.format('%.0f', code[TURN])
end
return found
