-- Commits that arrived together, each of one shopper: each is checked whole, then written whole. One that is broken
-- fails alone. (The first line makes Redis refuse all of them where its memory is full, before anything is written.)
--
-- KEYS  the keys of each partition, then of each budget's home, where budgets are kept at home: home, homes
-- ARGV  'home' or 'grants'; count of partitions, how many keys each has; count of homes, then their names;
--       count of commits; then each: which partition, "commit id", expects, document, "key", shopper, due or '', at,
--       journal, digest of it, "shopper"; 1 or 0 for an event, then its id, at, "digest", reply; then lists, each after its count:
--       lines, items (9), drops (2), tickets (5), enrolments (2), drawn (2),
--       moves (8: budget, reserved, spent, ceiling or '', then what was granted: number or '', amount, label, 1: a permit)
--       What stands in quotes is JSON.
-- Answers for each: { 'done', version, line } | { 'stale' } | { 'repeat', reply } | { 'changed' }
--       | { 'refused', budget... } | { 'dry', budget, number of its grant, missing, ... } | { 'error', words }

local at = 1
local function take()
  at = at + 1
  return ARGV[at - 1]
end
local function number() return tonumber(take()) end
local function rows(width)
  local list = {}
  for n = 1, number() do
    local row = {}
    for m = 1, width do row[m] = take() end
    list[n] = row
  end
  return list
end

local at_home = take() == 'home'
local partitions, homes, first = {}, {}, 1
for n = 1, number() do
  local size = number()
  partitions[n] = partition_at(first, size)
  first = first + size
end
for _ = 1, number() do
  homes[take()] = { key = KEYS[first], homes = KEYS[first + 1] }
  first = first + 2
end

local function read_commit()
  local c = {
    k = partitions[number()], id = take(), expects = number(), document = take(), key = take(), shopper = take(),
    due = take(), at = number(), journal = take(), digest = take(), quoted = take(),
  }
  if take() == '1' then c.event = { id = take(), at = take(), digest = take(), reply = take() } end
  c.lines, c.items, c.drops, c.tickets, c.enrolments = rows(1), rows(9), rows(2), rows(5), rows(2)
  c.drawn, c.moves = rows(2), rows(8)
  return c
end

-- Budgets that have no room, where they are kept at home.
local function refused_at_home(c)
  local sums, spent, named = {}, {}, {}
  for _, move in ipairs(c.moves) do
    local budget, ceiling = move[1], tonumber(move[4])
    if not sums[budget] then
      local home = homes[budget]
      if not home.reserved then
        local there = redis.call('HMGET', home.key, 'reserved', 'spent', 'moved')
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
      if not home.known then redis.call('SADD', home.homes, budget) end
      redis.call('HSET', home.key, 'moved', 1,
        'reserved', string.format('%.0f', home.reserved), 'spent', string.format('%.0f', home.spent))
    end
  end
end

-- Single numbers of a partition: read by the first commit of it, written once behind all of them.
local function numbers_of(k)
  local numbers = rawget(k, 'numbers')
  if not numbers then
    local there = redis.call('HMGET', k.meta, 'seq', 'hash', 'events', 'out_seq')
    numbers = {
      seq = tonumber(there[1] or 0), hash = there[2] or '',
      events = tonumber(there[3] or 0), out_seq = tonumber(there[4] or 0),
    }
    rawset(k, 'numbers', numbers)
  end
  return numbers
end

local function write_numbers()
  for _, k in ipairs(partitions) do
    local numbers = rawget(k, 'numbers')
    if numbers then
      redis.call('HSET', k.meta, 'seq', string.format('%.0f', numbers.seq), 'hash', numbers.hash,
        'events', string.format('%.0f', numbers.events), 'out_seq', string.format('%.0f', numbers.out_seq))
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

local function carry_out(c)
  local k = c.k
  local stored = redis.call('HGET', k.shoppers, c.shopper)
  local version, line = 0, 0
  if stored then
    local v, l, rest = string.match(stored, '^(%d+) (%d+) ()')
    version, line = tonumber(v), tonumber(l)
    -- Done before, its answer lost.
    if not c.event and string.sub(stored, rest, rest + #c.id) == c.id .. ' ' then return { 'done', version, line } end
  end
  local event = c.event
  local known = event and redis.call('HGET', k.events, event.id)
  if known then
    local v, l, rest = string.match(known, '^%-?%d+ (%d+) (%d+) ()')
    local digest = event.digest .. ' '
    if string.sub(known, rest, rest + #digest - 1) ~= digest then return { 'changed' } end
    rest = rest + #digest
    local reply = string.sub(known, string.find(known, '\n', rest, true) + 1)
    -- Under the same id, but decided otherwise meanwhile: what was written is what is told.
    local same = string.sub(known, rest, rest + #c.id) == c.id .. ' ' and reply == event.reply
    if same then return { 'done', tonumber(v), tonumber(l) } end
    return { 'repeat', reply }
  end
  if version ~= c.expects then return { 'stale' } end
  if #c.drawn > 0 and not pools_held(k, c.shopper, c.drawn) then return { 'stale' } end
  local grants
  if #c.moves > 0 then
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
  version, line = c.expects + 1, line + #c.lines
  local head = string.format('%.0f %.0f ', version, line)
  redis.call('HSET', k.shoppers, c.shopper, head .. c.id .. ' ' .. c.key .. '\n' .. c.document)
  if not stored and redis.call('HDEL', k.visits, c.shopper) == 1 then
    redis.call('ZREM', k.visit_ends, c.shopper)
  end
  if event then
    redis.call('HSET', k.events, event.id,
      event.at .. ' ' .. head .. event.digest .. ' ' .. c.id .. ' ' .. c.quoted .. '\n' .. event.reply)
    redis.call('ZADD', k.event_times, event.at, event.id)
    numbers.events = numbers.events + 1
  end
  due_put(k, c.shopper, c.due)
  if #c.drops > 0 then lanes_drop(k, c.shopper, c.drops, c.at) end
  if #c.items > 0 then lanes_put(k, c.items, c.at, numbers) end
  if #c.lines > 0 then lines_put(k, c.shopper, line, c.lines) end
  if #c.tickets > 0 then tickets_put(k, c.tickets) end
  if #c.enrolments > 0 then enrolments_put(k, c.enrolments) end
  if #c.moves > 0 then
    if at_home then book_at_home(c) else book_on_grants(c, grants) end
  end
  if #c.drawn > 0 then pools_use(k, c.shopper, c.drawn) end
  journal_link(k, numbers, c.shopper, version, c.at, c.journal, c.digest)
  return { 'done', version, line }
end

local commits, answers = {}, {}
for n = 1, number() do commits[n] = read_commit() end
for n, commit in ipairs(commits) do
  local ok, answer = pcall(carry_out, commit)
  answers[n] = ok and answer or { 'error', type(answer) == 'table' and answer.err or tostring(answer) }
end
write_numbers()
write_homes()
return answers
