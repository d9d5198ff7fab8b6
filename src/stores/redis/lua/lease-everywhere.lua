-- Leases shoppers whose wake-up is due out of all partitions, in one go: the partition whose first is earliest goes first,
-- and each gives a share, or what it has. Needs due-lease.
-- KEYS  for each partition: due, leased, leased_due   ARGV  now  limit  what one gives at least  until
-- Answers { when somebody may be given out next, where nobody is now, or '', shopper, due, ... }
local now, limit, till = ARGV[1], tonumber(ARGV[2]), ARGV[4]
local time = tonumber(now)
local given, left = { '' }, limit
local from = {}
for n = 1, #KEYS, 3 do from[#from + 1] = n end
while left > 0 and #from > 0 do
  local ready, soonest = {}, nil
  for _, n in ipairs(from) do
    local first, over = due_first(KEYS[n], KEYS[n + 1], KEYS[n + 2], time)
    if first and first <= time then ready[#ready + 1] = { first, n } end
    for _, one in ipairs({ first or false, over or false }) do
      if one and (not soonest or one < soonest) then soonest = one end
    end
  end
  if #ready == 0 then
    if left == limit then given[1] = soonest and string.format('%.0f', soonest) or 'never' end
    break
  end
  table.sort(ready, function(a, b) return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2]) end)
  local share = math.max(tonumber(ARGV[3]), math.ceil(left / #ready))
  from = {}
  for _, one in ipairs(ready) do
    if left <= 0 then break end
    local n = one[2]
    local most = math.min(left, share)
    local count = due_lease(KEYS[n], KEYS[n + 1], KEYS[n + 2], now, most, till, given)
    left = left - count
    -- It may have more.
    if count == math.min(most, MOST) then from[#from + 1] = n end
  end
  -- What is leased for no time is found again: once is enough.
  if tonumber(till) <= time then break end
end
return given
