-- Commits that arrived together, each of one shopper: each is checked whole, then written whole. One that is broken
-- fails alone. (The first line makes Redis refuse all of them where its memory is full, before anything is written.)
--
-- KEYS  the keys of each partition, then of each budget's home, where budgets are kept at home: home, homes
-- ARGV  'home' or 'grants'; count of partitions, how many keys each has; count of homes, then their names;
--       count of commits; then each: how many strings it has beside this, which partition, then as below (HEAD); what it
--       has beyond that stands behind, list by list: an event (its id, at, "digest", row), lines, items (9), drops (2),
--       tickets (5), enrolments (2), drawn (2), moves (8: budget, reserved, spent, ceiling or '', then what was granted:
--       number or '', amount, label, 1: a permit). What stands in quotes is JSON. Rows of shopper and event are as they are
--       kept, for the line that was said to be the last: where another one is, their line is put right.
-- Answers for each: { 'done', version, line } | { 'stale' } | { 'repeat', reply } | { 'changed' }
--       | { 'refused', budget... } | { 'dry', budget, number of its grant, missing, ... } | { 'error', words }

-- Names are looked up once: a commit is some hundreds of steps.
local KEYS, ARGV, sub, match = KEYS, ARGV, string.sub, string.match

-- Behind the partition; LISTS: '', or how many there are of each list, event first.
local ID, EXPECTS, SHOPPER, DUE, AT, SAID, DIGEST, LINE, ROW, ENTRY, LISTS = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
local HEAD = 11

local at_home = ARGV[1] == 'home'
local at = 2
local partitions, homes, first = {}, {}, 1
local count = tonumber(ARGV[at])
for n = 1, count do
  local size = tonumber(ARGV[at + n])
  partitions[n] = partition_at(first, size)
  first = first + size
end
at = at + count + 1
count = tonumber(ARGV[at])
for n = 1, count do
  homes[ARGV[at + n]] = { key = KEYS[first], homes = KEYS[first + 1] }
  first = first + 2
end
at = at + count + 1

local NONE = {}

-- The lists of a commit from a place on.
local function lists_at(place, counts)
  local c, from = {}, place
  local function rows(count, width)
    if count == '0' then return NONE end
    local list = {}
    for n = 1, tonumber(count) do
      list[n] = { unpack(ARGV, from, from + width - 1) }
      from = from + width
    end
    return list
  end
  local events, lines, items, drops, tickets, enrolments, drawn, moves =
    match(counts, '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$')
  c.event = rows(events, 4)[1]
  c.lines, c.items, c.drops, c.tickets = rows(lines, 1), rows(items, 9), rows(drops, 2), rows(tickets, 5)
  c.enrolments, c.drawn, c.moves = rows(enrolments, 2), rows(drawn, 2), rows(moves, 8)
  return c
end
local NO_LISTS = {
  lines = NONE, items = NONE, drops = NONE, tickets = NONE, enrolments = NONE, drawn = NONE, moves = NONE,
}

-- Budgets that have no room, where they are kept at home.
local function refused_at_home(c)
  local sums, spent, named = {}, {}, {}
  for _, move in ipairs(c.moves) do
    local budget, ceiling = move[1], tonumber(move[4])
    if not sums[budget] then
      local home = homes[budget]
      if not home.reserved then
        local there = call('HMGET', home.key, 'reserved', 'spent', 'moved')
        home.reserved, home.spent, home.known = tonumber(there[1]) or 0, tonumber(there[2]) or 0, there[3]
      end
      sums[budget] = home.reserved + home.spent
    end
    sums[budget] = sums[budget] + tonumber(move[2]) + tonumber(move[3])
    if ceiling and sums[budget] > ceiling and not named[budget] then
      named[budget] = true
      spent[#spent + 1] = budget
    end
  end
  return spent
end

-- Written once for all commits of the call, behind them.
local function book_at_home(c)
  for _, move in ipairs(c.moves) do
    local home = homes[move[1]]
    home.reserved, home.spent = home.reserved + tonumber(move[2]), home.spent + tonumber(move[3])
    home.changed = true
  end
end

local function write_homes()
  for budget, home in pairs(homes) do
    if home.changed then
      if not home.known then call('SADD', home.homes, budget) end
      call('HSET', home.key, 'moved', 1,
        'reserved', string.format('%.0f', home.reserved), 'spent', string.format('%.0f', home.spent))
    end
  end
end

-- Single numbers of a partition: read by the first commit of it, written once behind all of them.
local function numbers_of(k)
  local numbers = rawget(k, 'numbers')
  if not numbers then
    local there = call('HMGET', k.meta, 'seq', 'hash', 'events', 'out_seq')
    numbers = {
      seq = tonumber(there[1] or 0), hash = there[2] or '',
      events = tonumber(there[3] or 0), out_seq = tonumber(there[4] or 0),
    }
    numbers.had_events, numbers.had_out_seq = numbers.events, numbers.out_seq
    rawset(k, 'numbers', numbers)
  end
  return numbers
end

local function write_numbers()
  for _, k in ipairs(partitions) do
    local numbers = rawget(k, 'numbers')
    if numbers then
      local seq = string.format('%.0f', numbers.seq)
      if numbers.events == numbers.had_events and numbers.out_seq == numbers.had_out_seq then
        call('HSET', k.meta, 'seq', seq, 'hash', numbers.hash)
      else
        call('HSET', k.meta, 'seq', seq, 'hash', numbers.hash,
          'events', string.format('%.0f', numbers.events), 'out_seq', string.format('%.0f', numbers.out_seq))
      end
    end
  end
end

-- The grants that this commit would book on, and those of them that have too little.
local function dry_grants(c)
  local grants, dry, short = {}, {}, {}
  for _, move in ipairs(c.moves) do
    local budget = move[1]
    if not grants[budget] then
      local grant
      if move[5] ~= '' then
        grant = grant_put(c.k, budget, tonumber(move[5]), tonumber(move[6]), tonumber(move[7]))
        -- The home looked at this very commit, and nobody has booked on the grant since.
        grant.permit = move[8] == '1' and grant.number == tonumber(move[5]) and grant.reserved + grant.spent == 0
      else
        grant = grant_read(c.k, budget)
      end
      grant.room = grant.amount - grant.reserved - grant.spent
      grant.sum = 0
      grant.missing = grant.known and -1 or 0
      grants[budget] = grant
      grants[#grants + 1] = budget
    end
    local grant, ceiling = grants[budget], tonumber(move[4])
    grant.sum = grant.sum + tonumber(move[2]) + tonumber(move[3])
    if ceiling and not grant.permit then
      if ceiling < grant.label then grant.missing = math.max(grant.missing, 0) end
      if grant.sum > grant.room then grant.missing = math.max(grant.missing, grant.sum - grant.room) end
    end
  end
  for _, budget in ipairs(grants) do
    local grant = grants[budget]
    if grant.sum > 0 and grant.sum > grant.room then grant.missing = math.max(grant.missing, grant.sum - grant.room) end
    if grant.missing >= 0 then
      dry[#dry + 1] = budget
      dry[#dry + 1] = grant.number
      dry[#dry + 1] = grant.missing
    end
  end
  return grants, dry
end

local function book_on_grants(c, grants)
  for _, move in ipairs(c.moves) do
    local grant = grants[move[1]]
    grant.reserved, grant.spent = grant.reserved + tonumber(move[2]), grant.spent + tonumber(move[3])
    grant.moved = 1
  end
  for _, budget in ipairs(grants) do grant_write(c.k, budget, grants[budget]) end
end

-- A row as it is kept, with another line: the second number of a shopper's, the third of an event's.
local function with_line(row, before, line)
  local from, to = match(row, '^' .. before .. '()%d+()')
  return sub(row, 1, from - 1) .. line .. sub(row, to)
end

local function carry_out(k, a)
  local id, expects, shopper = ARGV[a + ID], ARGV[a + EXPECTS], ARGV[a + SHOPPER]
  local c = ARGV[a + LISTS] == '' and NO_LISTS or lists_at(a + HEAD + 1, ARGV[a + LISTS])
  c.k = k
  local stored = call('HGET', k.shoppers, shopper)
  local version, line = '0', '0'
  if stored then
    local rest
    version, line, rest = match(stored, '^(%d+) (%d+) ()')
    -- Done before, its answer lost.
    if not c.event and sub(stored, rest, rest + #id) == id .. ' ' then return { 'done', version, line } end
  end
  local event = c.event
  local known = event and call('HGET', k.events, event[1])
  if known then
    local v, l, rest = match(known, '^%-?%d+ (%d+) (%d+) ()')
    local digest = event[3] .. ' '
    if sub(known, rest, rest + #digest - 1) ~= digest then return { 'changed' } end
    rest = rest + #digest
    local reply = sub(known, string.find(known, '\n', rest, true) + 1)
    -- Under the same id, but decided otherwise meanwhile: what was written is what is told.
    local same = sub(known, rest, rest + #id) == id .. ' '
      and reply == sub(event[4], string.find(event[4], '\n', 1, true) + 1)
    if same then return { 'done', v, l } end
    return { 'repeat', reply }
  end
  if version ~= expects then return { 'stale' } end
  if c.drawn[1] and not pools_held(k, shopper, c.drawn) then return { 'stale' } end
  local grants
  if c.moves[1] then
    if at_home then
      local spent = refused_at_home(c)
      if #spent > 0 then return { 'refused', unpack(spent) } end
    else
      local dry
      grants, dry = dry_grants(c)
      if #dry > 0 then return { 'dry', unpack(dry) } end
    end
  end

  local numbers = numbers_of(k)
  local row, was = ARGV[a + ROW], line
  local event_row = event and event[4]
  if c.lines[1] then line = string.format('%.0f', tonumber(line) + #c.lines) end
  if was ~= ARGV[a + LINE] then
    row = with_line(row, '%d+ ', line)
    event_row = event and with_line(event_row, '%-?%d+ %d+ ', line)
  end
  call('HSET', k.shoppers, shopper, row)
  if not stored and call('HDEL', k.visits, shopper) == 1 then call('ZREM', k.visit_ends, shopper) end
  if event then
    call('HSET', k.events, event[1], event_row)
    call('ZADD', k.event_times, event[2], event[1])
    numbers.events = numbers.events + 1
  end
  due_put(k, shopper, ARGV[a + DUE])
  if c.drops[1] then lanes_drop(k, shopper, c.drops) end
  if c.items[1] then lanes_put(k, c.items, ARGV[a + AT], numbers) end
  if c.lines[1] then lines_put(k, shopper, tonumber(line), c.lines) end
  if c.tickets[1] then tickets_put(k, c.tickets) end
  if c.enrolments[1] then enrolments_put(k, c.enrolments) end
  if c.moves[1] then
    if at_home then book_at_home(c) else book_on_grants(c, grants) end
  end
  if c.drawn[1] then pools_use(k, shopper, c.drawn) end
  journal_link(k, numbers, ARGV[a + SAID], ARGV[a + ENTRY], ARGV[a + DIGEST])
  return { 'done', string.format('%.0f', tonumber(expects) + 1), line }
end

local answers = {}
for n = 1, tonumber(ARGV[at]) do
  local size = tonumber(ARGV[at + 1])
  local ok, answer = pcall(carry_out, partitions[tonumber(ARGV[at + 2])], at + 2)
  answers[n] = ok and answer or { 'error', type(answer) == 'table' and answer.err or tostring(answer) }
  at = at + 1 + size
end
write_numbers()
write_homes()
return answers
