-- The same codes under another key. Needs pool-codes.   ARGV  for each: was, hmac, sealed
for n = 1, #ARGV, 3 do
  local was, hmac, sealed = ARGV[n], ARGV[n + 1], ARGV[n + 2]
  local code, double = code_of(was), code_of(hmac)
  -- One that was imported again meanwhile lies there already: the one that somebody may have stays.
  if code and double and was ~= hmac and not double[ID] then
    code_drop(hmac, double)
    double = false
  end
  if code and (not double or was == hmac) then
    code_drop(was, code)
    code[SEALED] = sealed
    code_put(hmac, code)
  end
end
