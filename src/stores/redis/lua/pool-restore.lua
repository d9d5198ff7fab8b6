-- Codes of a backup as they lay in their pools. Needs pool-codes.
-- ARGV  for each: pool, hmac, sealed, ends, id or '', holder or '', held until
for n = 1, #ARGV, 7 do
  local pool, hmac, sealed, ends, id, holder, till = unpack(ARGV, n, n + 6)
  local old = code_of(hmac)
  if old then code_drop(hmac, old) end
  local number = old and old[POOL] == pool and old[N] or redis.call('HINCRBY', NUMBERS, pool, 1)
  code_put(hmac, {
    pool, number, sealed, tonumber(ends), id ~= '' and id, holder ~= '' and holder, tonumber(till), old and old[TURN] or 1,
  })
end
