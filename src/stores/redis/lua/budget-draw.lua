-- Draws room for partitions out of a budget's home, each as much as it misses, and more where there is plenty.
-- KEYS  home, homes (the names of the budgets at home in this slot)
-- ARGV  budget; then for each: partition, number of the grant that it knows, missing, the least ceiling or ''
-- Answers for each { 'have', number, amount in all, label } | { 'dry' } | { 'called' }
local home = home_read()
local answers = {}
for n = 2, #ARGV, 4 do
  local part = part_read(ARGV[n])
  local known, missing, ceiling = tonumber(ARGV[n + 1]), tonumber(ARGV[n + 2]), tonumber(ARGV[n + 3]) or ALL
  -- Where a home lost what it knew (a failover of a server that keeps less than it says), its numbers go on.
  if known > home.last then home.last = known end
  local room = math.min(home.low, ceiling) - home.reserved - home.spent - home.granted
  if home.called ~= 0 then
    answers[#answers + 1] = { 'called' }
  elseif part.number > known then
    -- Granted before, and on its way since.
    answers[#answers + 1] = { 'have', part.number, string.format('%.0f', part.amount), string.format('%.0f', part.label) }
  elseif part.known and missing > room then
    answers[#answers + 1] = { 'dry' }
  elseif missing > room then
    -- It is known from now on, so that it is called in too.
    part_write(ARGV[n], part)
    answers[#answers + 1] = { 'dry' }
  else
    local more = missing > 0 and ahead(home, room - missing, ceiling) or 0
    local label = ceiling
    -- A grant that was made without a look at the ceiling stands under this one now; another keeps the lower one.
    if part.amount > 0 then label = math.min(label, part.label) end
    answers[#answers + 1] = home_grant(home, ARGV[n], part, missing + more, label)
  end
end
redis.call('SADD', KEYS[2], ARGV[1])
home_write(home)
return answers
