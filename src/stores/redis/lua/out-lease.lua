-- Leases those of these items that may still leave. Needs lanes.
-- KEYS  outbox level   ARGV  1 now  2 until  3 holder  4... ids
-- Answers a list of { id, attempts, rank, why } of those that were given.
local k = partition_at(1, #KEYS)
local now, till, given = tonumber(ARGV[1]), tonumber(ARGV[2]), {}
for n = 4, #ARGV do
  local id = ARGV[n]
  local mark = mark_of(k, id)
  if mark and may_leave(mark) and mark[READY] <= now then
    leave_order(k, id, mark)
    local why = mark[WHY]
    mark[READY], mark[HOLDER], mark[ATTEMPTS], mark[WHY] = till, ARGV[3], mark[ATTEMPTS] + 1, false
    mark_put(k, id, mark)
    join_order(k, id, mark)
    given[#given + 1] = { id, mark[ATTEMPTS], mark[RANK], why }
  end
end
return given
