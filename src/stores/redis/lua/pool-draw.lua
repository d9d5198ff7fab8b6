-- Takes one code of a pool for a shopper, in the pool's own slot. Needs pool-codes.
-- ARGV  1 pool  2 shopper  3 now  4 until  5 lasts  6... codes that the turn has
-- Answers { 'given', hmac, sealed, ends, turn } | { 'none' } | { 'ask', hmac, holder, turn, ... }: those were laid aside for
-- too long, and their holders' slots must say first whether they were used.
local pool, shopper, now, till, lasts = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local has = {}
for n = 6, #ARGV do has[ARGV[n]] = true end

local function give(hmac, code)
  code_drop(hmac, code)
  code[HOLDER], code[UNTIL], code[TURN] = shopper, till, code[TURN] + 1
  code_put(hmac, code)
  return { 'given', hmac, code[SEALED], digits(code[ENDS]), code[TURN] }
end

local mine = 'm' .. shopper .. '\0' .. pool .. '\0'
local best, best_hmac
for _, name in ipairs(names_from(mine, '', -1)) do
  local hmac = string.sub(name, #mine + 1)
  local code = code_of(hmac)
  if not has[hmac] and code[ENDS] >= lasts
    and (not best or code[ENDS] < best[ENDS] or (code[ENDS] == best[ENDS] and code[N] < best[N])) then
    best, best_hmac = code, hmac
  end
end
if best then return give(best_hmac, best) end

local aside = 'x' .. pool .. '\0'
local over = redis.call('ZRANGEBYLEX', INDEX, '[' .. aside, '(' .. aside .. digits(now + 1), 'LIMIT', 0, 32)
local ask = { 'ask' }
for _, name in ipairs(over) do
  local hmac = string.sub(name, #aside + 17)
  local code = code_of(hmac)
  -- What the turn has already is its own.
  if not has[hmac] then
    ask[#ask + 1], ask[#ask + 2], ask[#ask + 3] = hmac, code[HOLDER], string.format('%.0f', code[TURN])
  end
end
if #ask > 1 then return ask end

local free = 'f' .. pool .. '\0'
local first = names_from(free, '', 1)[1] and redis.call(
  'ZRANGEBYLEX', INDEX, '[' .. free .. digits(lasts), '(' .. free .. '\255', 'LIMIT', 0, 1
)[1]
if not first then return { 'none' } end
local hmac = string.sub(first, #free + 29)
return give(hmac, code_of(hmac))
