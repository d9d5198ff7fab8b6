-- A partition's wake-ups: those that are free by their time, those that are leased (in both sets of leases, or in
-- neither) by the end of the lease.
local function due_put(k, shopper, due)
  local was_leased = call('ZREM', k.leased, shopper) == 1
  if was_leased then call('ZREM', k.leased_due, shopper) end
  if due ~= '' then
    call('ZADD', k.due, due, shopper)
  elseif not was_leased then
    call('ZREM', k.due, shopper)
  end
end
