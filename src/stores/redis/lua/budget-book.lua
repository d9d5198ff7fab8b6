-- Books at a budget's home, whatever the ceiling: what an erasure gives back, what a backup brings.
-- KEYS  home, homes   ARGV  budget  reserved  spent  'add' or 'set'  flag: booked once under it (then KEYS has meta too), or ''
-- Answers 'done', or 'dry' where grants must be called in first
local flag, name = ARGV[5], '\n' .. ARGV[1] .. '\n'
local before = flag ~= '' and redis.call('HGET', KEYS[3], flag) or ''
if string.find(before, name, 1, true) then return 'done' end
local home = home_read()
local reserved, spent = tonumber(ARGV[2]), tonumber(ARGV[3])
if home.called ~= 0 then return 'dry' end
if ARGV[4] == 'set' then
  if home.granted ~= 0 then return 'dry' end
  home.reserved, home.spent = reserved, spent
else
  if home.reserved + home.spent + home.granted + reserved + spent > home.low then return 'dry' end
  home.reserved, home.spent = home.reserved + reserved, home.spent + spent
end
home.moved = 1
redis.call('SADD', KEYS[2], ARGV[1])
home_write(home)
if flag ~= '' then redis.call('HSET', KEYS[3], flag, before .. name) end
return 'done'
