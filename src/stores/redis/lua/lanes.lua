-- The order within a lane: its items by place, one of them the head, the only one that may leave. A head that was tried
-- keeps its turn until it is settled; one that is not due yet lets an earlier one go first. Fragment: called by scripts.
--
-- How an item stands, packed in out_marks:
--   1 lane  2 kind  3 shopper  4 rank (-1: a mailing that hurries)  5 due  6 lapses or false  7 place  8 seq
--   9 state (w waits, p parked, l lapsed)  10 ready  11 attempts  12 holder or false  13 why or false
--   14 the item that it waits for, or false  15 is it the head?
-- Ranges of out_index, all of score 0 (numbers have 16 digits, seq 12):
--   l<lane>\0<place><seq><id>  what waits behind a head, by lane
--   n<lane>\0<place><seq><id>  mailings among it that don't hurry
--   a<place><seq><id>  answers that may leave, and what hurries    m<place><seq><id>  mailings that may leave
--   r<ready><id>  both by when they may                   p<place><id>  what waits and may not leave, by place
-- Most items are alone in their lane and stand in three orders (s, r, and a or m): each order costs as much as a row.
--   s<shopper>\0<seq><id>  all of a shopper               w<item>\0<seq><id>  what waits for an item
--   k<seq><id>  parked                                    x<due><id>  lapsed

local LANE, KIND, SHOPPER, RANK, DUE, LAPSES, PLACE, SEQ = 1, 2, 3, 4, 5, 6, 7, 8
local STATE, READY, ATTEMPTS, HOLDER, WHY, WAITS, HEAD = 9, 10, 11, 12, 13, 14, 15

local function time_text(time) return string.format('%016.0f', time) end
local function seq_text(seq) return string.format('%012.0f', seq) end

local function mark_of(k, id)
  local packed = call('HGET', k.out_marks, id)
  return packed and cmsgpack.unpack(packed)
end

local function mark_put(k, id, mark) call('HSET', k.out_marks, id, cmsgpack.pack(mark)) end

local function index_add(k, member) call('ZADD', k.out_index, 0, member) end
local function index_drop(k, ...) call('ZREM', k.out_index, ...) end

--- Members that begin with `prefix`, from `from` on.
local function index_range(k, prefix, most, from)
  return call('ZRANGEBYLEX', k.out_index, '[' .. (from or prefix), '(' .. prefix .. '\255', 'LIMIT', 0, most)
end

local function order_name(id, mark)
  return (mark[RANK] > 0 and 'm' or 'a') .. time_text(mark[PLACE]) .. seq_text(mark[SEQ]) .. id
end
local function ready_name(id, mark) return 'r' .. time_text(mark[READY]) .. id end
local function place_in(prefix, id, mark)
  return prefix .. mark[LANE] .. '\0' .. time_text(mark[PLACE]) .. seq_text(mark[SEQ]) .. id
end
--- The id at the end of a name that says place and seq behind `prefix`.
local function id_behind(prefix, member) return string.sub(member, #prefix + 29) end

local function may_leave(mark) return mark[STATE] == 'w' and mark[HEAD] and not mark[WAITS] end

--- Its names among what may leave, or may not: before a change and after it.
local function leave_order(k, id, mark)
  if may_leave(mark) then
    index_drop(k, order_name(id, mark), ready_name(id, mark))
  elseif mark[STATE] == 'w' then
    index_drop(k, 'p' .. time_text(mark[PLACE]) .. id)
  end
end
local function join_order(k, id, mark)
  if may_leave(mark) then
    call('ZADD', k.out_index, 0, order_name(id, mark), 0, ready_name(id, mark))
  elseif mark[STATE] == 'w' then
    index_add(k, 'p' .. time_text(mark[PLACE]) .. id)
  end
end

local function make_head(k, id)
  local mark = mark_of(k, id)
  leave_order(k, id, mark)
  index_drop(k, place_in('l', id, mark), place_in('n', id, mark))
  mark[HEAD] = true
  mark_put(k, id, mark)
  call('HSET', k.out_heads, mark[LANE], id)
  join_order(k, id, mark)
end

--- Another one is the head of its lane from now on.
local function make_follower(k, id, mark)
  leave_order(k, id, mark)
  mark[HEAD] = false
  mark_put(k, id, mark)
  index_add(k, place_in('l', id, mark))
  if mark[RANK] > 0 then index_add(k, place_in('n', id, mark)) end
  join_order(k, id, mark)
end

local function lapse_kept(k, id, mark)
  call('HDEL', k.out_payloads, id)
  index_add(k, 'x' .. time_text(mark[DUE]) .. id)
end

--- Ends an item that waits. What waits for it goes on where it was sent, and lapses where it was not.
local function lanes_end(k, id, how, why)
  local mark = mark_of(k, id)
  if not mark or mark[STATE] ~= 'w' then return end
  leave_order(k, id, mark)
  if not mark[HEAD] then index_drop(k, place_in('l', id, mark), place_in('n', id, mark)) end
  if mark[WAITS] then index_drop(k, 'w' .. mark[WAITS] .. '\0' .. seq_text(mark[SEQ]) .. id) end
  local was_head = mark[HEAD]
  if how == 'sent' then
    call('HDEL', k.out_marks, id)
    call('HDEL', k.out_payloads, id)
    index_drop(k, 's' .. mark[SHOPPER] .. '\0' .. seq_text(mark[SEQ]) .. id)
  else
    mark[STATE], mark[WHY] = (how == 'parked') and 'p' or 'l', why or false
    mark[HEAD], mark[HOLDER], mark[WAITS] = false, false, false
    mark_put(k, id, mark)
    -- Of a lapsed one only the fact is kept, for what may come to wait for it.
    if how == 'parked' then index_add(k, 'k' .. seq_text(mark[SEQ]) .. id) else lapse_kept(k, id, mark) end
  end
  if was_head then
    local lane = 'l' .. mark[LANE] .. '\0'
    local first = index_range(k, lane, 1)[1]
    if first then make_head(k, id_behind(lane, first)) else call('HDEL', k.out_heads, mark[LANE]) end
  end
  local waiting = 'w' .. id .. '\0'
  for _, member in ipairs(index_range(k, waiting, -1)) do
    local other = string.sub(member, #waiting + 13)
    if how == 'sent' then
      local theirs = mark_of(k, other)
      leave_order(k, other, theirs)
      theirs[WAITS] = false
      mark_put(k, other, theirs)
      index_drop(k, member)
      join_order(k, other, theirs)
    else
      lanes_end(k, other, 'lapsed', why)
    end
  end
end

--- In a lane that has a head, is the next one at `place` the head? Then the old head is none any more.
local function takes_the_head(k, lane, place, id)
  local head = call('HGET', k.out_heads, lane)
  local mark = mark_of(k, head)
  if mark[ATTEMPTS] > 0 or mark[PLACE] <= place then return false end
  make_follower(k, head, mark)
  call('HSET', k.out_heads, lane, id)
  return true
end

--- What stands before an answer in its lane goes as soon as the answer would: else it waits for others' mailings.
local function hurry(k, lane, place)
  local function hasten(id, mark)
    leave_order(k, id, mark)
    mark[RANK] = -1
    mark_put(k, id, mark)
    join_order(k, id, mark)
  end
  local head = call('HGET', k.out_heads, lane)
  local first = mark_of(k, head)
  -- The answer itself, where it is the head, is not written yet.
  if first and first[RANK] > 0 and first[PLACE] <= place then hasten(head, first) end
  local prefix = 'n' .. lane .. '\0'
  local before = call(
    'ZRANGEBYLEX', k.out_index, '[' .. prefix, '(' .. prefix .. time_text(place) .. '\255'
  )
  for _, member in ipairs(before) do
    local id = id_behind(prefix, member)
    hasten(id, mark_of(k, id))
    index_drop(k, member)
  end
end

--- An item written down as it stands, among what may leave where it may: a new one, or one of a backup.
local function item_write(k, id, mark, payload)
  mark_put(k, id, mark)
  local seq = seq_text(mark[SEQ])
  local of_shopper = 's' .. mark[SHOPPER] .. '\0' .. seq .. id
  if mark[STATE] == 'l' then
    index_add(k, of_shopper)
    return lapse_kept(k, id, mark)
  end
  call('HSET', k.out_payloads, id, payload)
  if mark[STATE] == 'p' then
    call('ZADD', k.out_index, 0, of_shopper, 0, 'k' .. seq .. id)
    return
  end
  local place = time_text(mark[PLACE])
  local names = { 0, of_shopper }
  local function name(it)
    names[#names + 1] = 0
    names[#names + 1] = it
  end
  if not mark[HEAD] then
    local in_lane = mark[LANE] .. '\0' .. place .. seq .. id
    name('l' .. in_lane)
    if mark[RANK] > 0 then name('n' .. in_lane) end
  end
  if mark[WAITS] then name('w' .. mark[WAITS] .. '\0' .. seq .. id) end
  if may_leave(mark) then
    name((mark[RANK] > 0 and 'm' or 'a') .. place .. seq .. id)
    name(ready_name(id, mark))
  else
    name('p' .. place .. id)
  end
  call('ZADD', k.out_index, unpack(names))
end

--- Within a commit made at `at`: puts items into their lanes. Each is a list of strings:
--- { id, lane, kind, payload, shopper, rank, due, lapses or '', after or '' }. `numbers.out_seq` is the number of the last
--- item of the partition, and moves on; who calls writes it to meta.
local function lanes_put(k, items, at, numbers)
  at = tonumber(at)
  local together, cannot_leave = {}, {}
  for _, item in ipairs(items) do together[item[1]] = true end
  for _, item in ipairs(items) do
    local id, lane, kind, payload, shopper = unpack(item, 1, 5)
    local rank, due, lapses = tonumber(item[6]), tonumber(item[7]), tonumber(item[8]) or false
    local after = item[9] ~= '' and item[9]
    if after and not together[after] then
      local mark = mark_of(k, after)
      local state = mark and mark[STATE]
      if state == 'p' or state == 'l' then cannot_leave[#cannot_leave + 1] = id end
      -- Not here any more: it was sent.
      if state ~= 'w' then after = false end
    end
    local place = math.max(due, at)
    -- A lane without a head is empty.
    local head = call('HSETNX', k.out_heads, lane, id) == 1
    if not head then
      head = takes_the_head(k, lane, place, id)
      if rank == 0 then hurry(k, lane, place) end
    end
    numbers.out_seq = numbers.out_seq + 1
    item_write(k, id, {
      lane, kind, shopper, rank, due, lapses, place, numbers.out_seq, 'w', due, 0, false, false, after, head,
    }, payload)
  end
  for _, id in ipairs(cannot_leave) do lanes_end(k, id, 'lapsed', 'what it waited for was not sent') end
end

--- Within a commit: what waits for this shopper on our initiative, or was given up, is lapsed. drops: { channel or '', why }.
local function lanes_drop(k, shopper, drops)
  local prefix = 's' .. shopper .. '\0'
  for _, drop in ipairs(drops) do
    local channel, why = drop[1] ~= '' and drop[1] .. ':', drop[2]
    for _, member in ipairs(index_range(k, prefix, -1)) do
      local id = string.sub(member, #prefix + 13)
      local mark = mark_of(k, id)
      local is_meant = mark[KIND] == 'message' and mark[RANK] ~= 0 and mark[STATE] ~= 'l'
      if is_meant and (not channel or string.sub(mark[LANE], 1, #channel) == channel) then
        if mark[STATE] == 'w' then
          lanes_end(k, id, 'lapsed', why)
        else
          mark[STATE], mark[WHY] = 'l', why
          mark_put(k, id, mark)
          index_drop(k, 'k' .. seq_text(mark[SEQ]) .. id)
          lapse_kept(k, id, mark)
        end
      end
    end
  end
end

--- Takes an item away, whatever its state. Sent, as far as its lane is concerned: the next of somebody else's goes on.
local function item_erase(k, id)
  local mark = mark_of(k, id)
  if not mark then return end
  if mark[STATE] == 'w' then return lanes_end(k, id, 'sent') end
  call('HDEL', k.out_marks, id)
  call('HDEL', k.out_payloads, id)
  local seq = seq_text(mark[SEQ])
  index_drop(k, 's' .. mark[SHOPPER] .. '\0' .. seq .. id, 'k' .. seq .. id, 'x' .. time_text(mark[DUE]) .. id)
end
