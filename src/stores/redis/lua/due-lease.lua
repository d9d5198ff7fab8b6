-- A partition's wake-ups as they are given out. Fragment.

--- When its first may be given out, when a lease ends, its earliest wake-up, leased or not; nil for none.
local function due_first(due, leased, leased_due, now)
  local free = tonumber(call('ZRANGE', due, 0, 0, 'WITHSCORES')[2])
  local over = tonumber(call('ZRANGE', leased, 0, 0, 'WITHSCORES')[2])
  local held = over and tonumber(call('ZRANGE', leased_due, 0, 0, 'WITHSCORES')[2])
  local first = (held and (not free or held < free)) and held or free
  -- A lease that is over: whoever it held may be the first.
  return over and over <= now and first or free, over, first
end

-- Lua takes only so many values at once.
local MOST = 1000

--- Leases up to `most`, earliest first, then by id, and puts each with its time behind `given`. Answers how many.
local function due_lease(due, leased, leased_due, now, most, till, given)
  -- A dead holder's share is free again.
  for _, shopper in ipairs(call('ZRANGEBYSCORE', leased, '-inf', now)) do
    call('ZADD', due, call('ZSCORE', leased_due, shopper), shopper)
    call('ZREM', leased, shopper)
    call('ZREM', leased_due, shopper)
  end
  local found = call('ZRANGEBYSCORE', due, '-inf', now, 'WITHSCORES', 'LIMIT', 0, math.min(most, MOST))
  local shoppers, ends, dues = {}, {}, {}
  for m = 1, #found, 2 do
    local shopper, time = found[m], found[m + 1]
    shoppers[#shoppers + 1] = shopper
    ends[m], ends[m + 1] = till, shopper
    dues[m], dues[m + 1] = time, shopper
    given[#given + 1] = shopper
    given[#given + 1] = time
  end
  -- A lease that would be over at once is none.
  if tonumber(till) > tonumber(now) and #shoppers > 0 then
    call('ZREM', due, unpack(shoppers))
    call('ZADD', leased, unpack(ends))
    call('ZADD', leased_due, unpack(dues))
  end
  return #shoppers
end
