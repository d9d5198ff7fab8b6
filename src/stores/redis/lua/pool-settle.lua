-- What became of codes that were laid aside. Needs pool-codes.
-- ARGV  for each: hmac, the turn it was laid aside in ('': whichever), the id of the code that used it up, or '': free again
for n = 1, #ARGV, 3 do
  local hmac, turn, id = ARGV[n], tonumber(ARGV[n + 1]), ARGV[n + 2]
  local code = code_of(hmac)
  local is_meant = code and (id ~= '' and code[ID] ~= id or id == '' and code[HOLDER] and not code[ID])
  if is_meant and (not turn or code[TURN] == turn) then
    code_drop(hmac, code)
    code[HOLDER], code[UNTIL], code[ID] = false, 0, id ~= '' and id
    code_put(hmac, code)
  end
end
