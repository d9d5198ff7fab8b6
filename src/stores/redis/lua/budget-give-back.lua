-- A partition gives back its grant of a budget, and says what was booked on it. A repeat answers the same.
-- KEYS  a partition's   ARGV  budget  number of the call
-- Answers { reserved, spent, moved } | {} where a later call was here
local k = partition_at(1, #KEYS)
local grant = grant_read(k, ARGV[1])
local call = tonumber(ARGV[2])
if grant.number < call then
  grant.back = { call, grant.reserved, grant.spent, grant.moved }
  grant.number, grant.amount, grant.label, grant.reserved, grant.spent, grant.moved = call, 0, ALL, 0, 0, 0
  grant_write(k, ARGV[1], grant)
end
local back = grant.back
if back[1] ~= call then return {} end
return { string.format('%.0f', back[2]), string.format('%.0f', back[3]), back[4] }
