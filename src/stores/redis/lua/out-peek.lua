-- The next items of one order of a partition, as they stand. Needs lanes.
-- KEYS  1 out_index  2 out_marks   ARGV  1 prefix (a, m or k)  2 the name after which  3 how many  4 now, or '' for all
-- Answers a list of { name, id, lane, kind, shopper, rank, due, lapses, place, attempts, why, state, ready }.
local k = { out_marks = KEYS[2] }
local prefix, from, most, now = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local numbers = prefix == 'k' and 13 or 29
local found = {}
while #found < most do
  local start = from ~= '' and '(' .. from or '[' .. prefix
  local wanted = most - #found + 2
  local names = redis.call('ZRANGEBYLEX', KEYS[1], start, '(' .. prefix .. '\255', 'LIMIT', 0, wanted)
  for _, name in ipairs(names) do
    if #found == most then break end
    local id = string.sub(name, numbers + 1)
    local mark = mark_of(k, id)
    if not now or mark[READY] <= now then
      found[#found + 1] = {
        name, id, mark[LANE], mark[KIND], mark[SHOPPER], mark[RANK], mark[DUE], mark[LAPSES], mark[PLACE],
        mark[ATTEMPTS], mark[WHY], mark[STATE], mark[READY],
      }
    end
    from = name
  end
  if #names < wanted then break end
end
return found
