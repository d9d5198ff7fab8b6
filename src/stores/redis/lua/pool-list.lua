-- How many codes each pool has. Needs pool-codes.   ARGV  1 now  2 lasts   Answers { pool, left, laid aside, used, ended } each.
local now, lasts, found = tonumber(ARGV[1]), digits(tonumber(ARGV[2])), {}
for _, pool in ipairs(redis.call('HKEYS', NUMBERS)) do
  local free, aside = 'f' .. pool .. '\0', 'x' .. pool .. '\0'
  local ended = redis.call('ZLEXCOUNT', INDEX, '[' .. free, '(' .. free .. lasts)
  local left = redis.call('ZLEXCOUNT', INDEX, '[' .. free .. lasts, '(' .. free .. '\255')
  local laid = 0
  for _, name in ipairs(names_from(aside, '', -1)) do
    local code = code_of(string.sub(name, #aside + 17))
    if digits(code[ENDS]) < lasts then
      ended = ended + 1
    elseif code[UNTIL] > now then
      laid = laid + 1
    else
      left = left + 1
    end
  end
  found[#found + 1] = { pool, left, laid, tonumber(redis.call('HGET', USED, pool) or 0), ended }
end
return found
