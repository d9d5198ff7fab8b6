#!lua
-- One turn's write, in one slot: everything is checked first, and nothing after the first write can fail.
-- (The first line makes Redis refuse the script as a whole where its memory is full, before it wrote anything.)
--
-- KEYS  1 shopper  2 event, or the shopper's own key where there is none  3 due  4 ready  5 visit
--       6 lines    7 outbox    8 journal    9... one grant for each budget move
-- ARGV  1 commit id  2 expected version  3 document  4 key  5 shopper id  6 due or ''  7 journal entry
--       8 event digest, '' without an event  9 reply  10 how long the event is remembered, ms
--       11 count of lines, then the lines     then count of items, then the items
--       then for each move: reserved, spent, ceiling or ''
-- Answers  done <version> <line> | stale | repeat <reply> | changed | dry <move> <missing> ...

local lines, items, moves = {}, {}, {}
local at = 11
local function take(list)
  local count = tonumber(ARGV[at])
  for n = 1, count do list[n] = ARGV[at + n] end
  at = at + count + 1
end
take(lines)
take(items)
for n = 9, #KEYS do
  moves[#moves + 1] = {
    key = KEYS[n], reserved = tonumber(ARGV[at]), spent = tonumber(ARGV[at + 1]), ceiling = tonumber(ARGV[at + 2]),
  }
  at = at + 3
end

-- Whatever is written below is read here, so that a key of a wrong type fails now.
local now = redis.call('HMGET', KEYS[1], 'version', 'line', 'commit')
local version, line = tonumber(now[1] or 0), tonumber(now[2] or 0)
local event = ARGV[8] ~= '' and redis.call('HMGET', KEYS[2], 'digest', 'reply', 'commit', 'version', 'line')
redis.call('ZCARD', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('EXISTS', KEYS[5])
redis.call('LLEN', KEYS[6])
redis.call('LLEN', KEYS[7])
redis.call('LLEN', KEYS[8])

if now[3] == ARGV[1] then return { 'done', version, line } end
if event and event[1] then
  if event[1] ~= ARGV[8] then return { 'changed' } end
  if event[3] == ARGV[1] then return { 'done', tonumber(event[4]), tonumber(event[5]) } end
  return { 'repeat', event[2] }
end
if version ~= tonumber(ARGV[2]) then return { 'stale' } end

local room, dry = {}, {}
for n, move in ipairs(moves) do
  if not room[move.key] then
    local grant = redis.call('HMGET', move.key, 'granted', 'reserved', 'spent')
    room[move.key] = tonumber(grant[1] or 0) - tonumber(grant[2] or 0) - tonumber(grant[3] or 0)
  end
  room[move.key] = room[move.key] - move.reserved - move.spent
  if move.ceiling and room[move.key] < 0 then
    dry[#dry + 1] = n
    dry[#dry + 1] = -room[move.key]
    -- As if it were granted, so that each move asks only for its own part.
    room[move.key] = 0
  end
end
if #dry > 0 then return { 'dry', unpack(dry) } end

version = version + 1
line = line + #lines
redis.call('HSET', KEYS[1], 'version', version, 'line', line, 'commit', ARGV[1], 'document', ARGV[3], 'key', ARGV[4])
if event then
  redis.call('HSET', KEYS[2], 'digest', ARGV[8], 'reply', ARGV[9], 'commit', ARGV[1], 'version', version, 'line', line)
  redis.call('PEXPIRE', KEYS[2], ARGV[10])
end
if ARGV[6] == '' then
  redis.call('ZREM', KEYS[3], ARGV[5])
  redis.call('ZREM', KEYS[4], ARGV[5])
else
  redis.call('ZADD', KEYS[3], ARGV[6], ARGV[5])
  redis.call('ZADD', KEYS[4], ARGV[6], ARGV[5])
end
redis.call('DEL', KEYS[5])
for _, one in ipairs(lines) do redis.call('RPUSH', KEYS[6], one) end
for _, one in ipairs(items) do redis.call('RPUSH', KEYS[7], one) end
for _, move in ipairs(moves) do
  redis.call('HINCRBY', move.key, 'reserved', move.reserved)
  redis.call('HINCRBY', move.key, 'spent', move.spent)
end
redis.call('RPUSH', KEYS[8], ARGV[7])
return { 'done', version, line }
