-- Ends an item's lease. Needs lanes.
-- KEYS  outbox level
-- ARGV  1 id  2 holder  3 sent, retry, parked or lapsed  4 due of the next try  5 why or ''  6 tries that count for nothing
-- Answers 1: done, 0: the lease was lost, -1: the item is not here.
local k = partition_at(1, #KEYS)
local id = ARGV[1]
local mark = mark_of(k, id)
if not mark then return -1 end
if mark[STATE] ~= 'w' or mark[HOLDER] ~= ARGV[2] then return 0 end
if ARGV[3] == 'retry' then
  leave_order(k, id, mark)
  mark[READY], mark[WHY], mark[HOLDER] = tonumber(ARGV[4]), ARGV[5], false
  mark[ATTEMPTS] = mark[ATTEMPTS] - tonumber(ARGV[6])
  mark_put(k, id, mark)
  join_order(k, id, mark)
else
  lanes_end(k, id, ARGV[3], ARGV[3] ~= 'sent' and ARGV[5] ~= '' and ARGV[5] or nil)
end
return 1
