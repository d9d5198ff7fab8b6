-- A budget's home. Fields: reserved, spent: what is booked here; moved: 1 once anything was; granted: the sum of all
-- grants that stand; low: the least of their labels; last: the last number given, to a grant or a call; called: the number
-- of the call that is on, or nothing; exact: 1 where nothing is granted ahead; p<N>: `number amount label` of each
-- partition that ever asked.
local ALL = 9000000000000000
-- What is granted ahead: so much of the room that is left.
local AHEAD = 64
-- Where less than this share of the ceiling is left, nothing is granted ahead.
local EXACT = 4

local function home_read()
  local there = redis.call('HMGET', KEYS[1], 'reserved', 'spent', 'granted', 'low', 'last', 'called', 'exact', 'moved')
  local home = {}
  for n, name in ipairs({ 'reserved', 'spent', 'granted', 'low', 'last', 'called', 'exact', 'moved' }) do
    home[name] = tonumber(there[n]) or 0
  end
  if not there[4] then home.low = ALL end
  return home
end

local function home_write(home)
  local fields = {}
  for name, figure in pairs(home) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.0f', figure)
  end
  redis.call('HSET', KEYS[1], unpack(fields))
end

local function part_read(partition)
  local text = redis.call('HGET', KEYS[1], 'p' .. partition)
  if not text then return { number = 0, amount = 0, label = ALL } end
  local number, amount, label = string.match(text, '^(%d+) (%-?%d+) (%-?%d+)$')
  return { known = true, number = tonumber(number), amount = tonumber(amount), label = tonumber(label) }
end

local function part_write(partition, part)
  redis.call('HSET', KEYS[1], 'p' .. partition, string.format('%.0f %.0f %.0f', part.number, part.amount, part.label))
end

-- Grants `give` more to a partition; `label` as in grants.lua.
local function home_grant(home, partition, part, give, label)
  home.last = math.max(home.last, part.number) + 1
  home.granted = home.granted + give
  home.low = math.min(home.low, label)
  part.number, part.amount, part.label = home.last, part.amount + give, label
  part_write(partition, part)
  return { 'have', part.number, string.format('%.0f', part.amount), string.format('%.0f', part.label) }
end

local function ahead(home, room, ceiling)
  if ceiling >= ALL then return 0 end
  if room * EXACT >= ceiling then home.exact = 0 else home.exact = 1 end
  if home.exact == 1 then return 0 end
  return math.floor(room / AHEAD)
end
