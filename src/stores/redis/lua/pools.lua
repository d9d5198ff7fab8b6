-- Codes of pools as they were laid aside for shoppers of this partition. Fragment. pool_codes: code's hmac ->
--   h <turn> <shopper>  laid aside      u <id>  used up      x <turn>  taken back; `turn` counts layings aside of the code,
-- so that one that comes late finds that it was taken back meanwhile.

--- Are all of them laid aside for this shopper (or used up by this very code)? drawn: { hmac, id }.
local function pools_held(k, shopper, drawn)
  for _, code in ipairs(drawn) do
    local how = call('HGET', k.pool_codes, code[1]) or ''
    local holder = string.match(how, '^h %d+ (.*)$')
    if holder ~= shopper and how ~= 'u ' .. code[2] then return false end
  end
  return true
end

local function pools_use(k, _, drawn)
  for _, code in ipairs(drawn) do call('HSET', k.pool_codes, code[1], 'u ' .. code[2]) end
end
