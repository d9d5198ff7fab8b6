-- All codes by hmac. Needs pool-codes.   ARGV  1 the hmac after which  2 how many
-- Answers a list of { hmac, sealed, ends, pool, id, holder, held until, n }.
local found = {}
local names = redis.call('ZRANGEBYLEX', INDEX, ARGV[1] == '' and '[c' or '(c' .. ARGV[1], '(c\255', 'LIMIT', 0, ARGV[2])
for n, name in ipairs(names) do
  local hmac = string.sub(name, 2)
  local code = code_of(hmac)
  found[n] = {
    hmac, code[SEALED], digits(code[ENDS]), code[POOL], code[ID], code[HOLDER], digits(code[UNTIL]), code[N],
  }
end
return found
