-- Ends a call: books at home what the partitions gave back, and then answers those who found it dry, one by one, by what
-- is true now. Only here is a budget refused.
-- KEYS  home
-- ARGV  number of the call, reserved, spent, moved (of all partitions); then for each who asks: partition, how much it
--       wants at most on the way, count of its ceilings, then each: the sum so far, the ceiling
-- Answers { 'late' } where another ended it, or for each { 'have', number, amount, label } | { 'refused' } | { 'again' }
local home = home_read()
local call = tonumber(ARGV[1])
if home.called ~= call then return { 'late' } end

home.reserved, home.spent = home.reserved + tonumber(ARGV[2]), home.spent + tonumber(ARGV[3])
if ARGV[4] == '1' then home.moved = 1 end
home.called, home.granted, home.low = 0, 0, ALL
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local partition = string.match(field, '^p(%d+)$')
  if partition then part_write(partition, { number = call, amount = 0, label = ALL }) end
end

local answers, at = {}, 5
while at <= #ARGV do
  local partition, most, count = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  at = at + 3
  local used = home.reserved + home.spent + home.granted
  local least, refused = ALL, false
  for _ = 1, count do
    local sum, ceiling = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    if used + sum > ceiling then refused = true end
    least = math.min(least, ceiling)
    at = at + 2
  end
  if refused then
    -- What was granted to those before it may come back: then it is asked once more.
    answers[#answers + 1] = { home.granted > 0 and 'again' or 'refused' }
  else
    local part = part_read(partition)
    local room = math.min(home.low, least) - used - most
    local more = room > 0 and ahead(home, room, least) or 0
    -- Looked at move by move: what is left of it goes under no lower ceiling than what is used with it.
    local label = least >= ALL and ALL or math.max(least, used + most)
    if part.amount > 0 then label = math.max(label, part.label) end
    answers[#answers + 1] = home_grant(home, partition, part, most + more, label)
  end
end
home_write(home)
return answers
