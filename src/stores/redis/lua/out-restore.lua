-- An item of a backup, as it stood there; put in again where it is there already. Needs lanes.
-- KEYS  outbox level   ARGV  for each: id, lane, kind, payload, shopper, rank, due, lapses or '', after or '', state (w, p, l),
--       place, ready, attempts, why (after a '+') or ''
local k = partition_at(1, #KEYS)
redis.call('HLEN', k.out_payloads)
redis.call('ZCARD', k.out_index)
redis.call('HLEN', k.meta)

local function heads(id, mark)
  local there = redis.call('HGET', k.out_heads, mark[LANE])
  if there then
    local old = mark_of(k, there)
    local goes_first = mark[ATTEMPTS] > 0 or mark[PLACE] < old[PLACE]
    if old[ATTEMPTS] > 0 or not goes_first then return false end
    make_follower(k, there, old)
  end
  redis.call('HSET', k.out_heads, mark[LANE], id)
  return true
end

--- Its names and nothing else: what waits for it goes on waiting.
local function take_out(id)
  local old = mark_of(k, id)
  if not old then return nil end
  leave_order(k, id, old)
  local seq = seq_text(old[SEQ])
  index_drop(k, place_in('l', id, old), place_in('n', id, old), 'p' .. time_text(old[PLACE]) .. id,
    's' .. old[SHOPPER] .. '\0' .. seq .. id, 'k' .. seq .. id, 'x' .. time_text(old[DUE]) .. id)
  if old[WAITS] then index_drop(k, 'w' .. old[WAITS] .. '\0' .. seq .. id) end
  redis.call('HDEL', k.out_payloads, id)
  if old[HEAD] then
    redis.call('HDEL', k.out_heads, old[LANE])
    local lane = 'l' .. old[LANE] .. '\0'
    local first = index_range(k, lane, 1)[1]
    if first then make_head(k, id_behind(lane, first)) end
  end
  return old[SEQ]
end

for n = 1, #ARGV, 14 do
  local id, lane, kind, payload, shopper = unpack(ARGV, n, n + 4)
  local seq = take_out(id) or redis.call('HINCRBY', k.meta, 'out_seq', 1)
  local mark = {
    lane, kind, shopper, tonumber(ARGV[n + 5]), tonumber(ARGV[n + 6]), tonumber(ARGV[n + 7]) or false,
    tonumber(ARGV[n + 10]), seq, ARGV[n + 9], tonumber(ARGV[n + 11]), tonumber(ARGV[n + 12]), false,
    ARGV[n + 13] ~= '' and string.sub(ARGV[n + 13], 2), ARGV[n + 8] ~= '' and ARGV[n + 8], false,
  }
  if mark[STATE] == 'w' then mark[HEAD] = heads(id, mark) end
  item_write(k, id, mark, payload)
end
