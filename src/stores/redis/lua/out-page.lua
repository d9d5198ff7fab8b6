-- All items of a partition as they stand, shopper by shopper. Needs lanes.
-- KEYS  outbox level   ARGV  1 the name after which, or ''  2 how many
-- Answers a list of { name, id, lane, kind, payload, shopper, rank, due, lapses, after, state, place, ready, attempts, why,
-- seq, 1 where it is leased }.
local k = partition_at(1, #KEYS)
local found = {}
local from = ARGV[1] == '' and '[s' or '(' .. ARGV[1]
for n, name in ipairs(redis.call('ZRANGEBYLEX', k.out_index, from, '(s\255', 'LIMIT', 0, ARGV[2])) do
  local id = string.sub(name, string.find(name, '\0', 1, true) + 13)
  local mark = mark_of(k, id)
  found[n] = {
    name, id, mark[LANE], mark[KIND], redis.call('HGET', k.out_payloads, id) or '', mark[SHOPPER], mark[RANK],
    mark[DUE], mark[LAPSES], mark[WAITS], mark[STATE], mark[PLACE], mark[READY], mark[ATTEMPTS], mark[WHY], mark[SEQ],
    mark[HOLDER] and 1 or 0,
  }
end
return found
