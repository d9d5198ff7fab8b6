-- Books at a budget's home, whatever the ceiling: what an erasure gives back, what a backup brings.
-- KEYS  home, homes   ARGV  budget  reserved  spent  'add' or 'set'
-- Answers 'done', or 'dry' where grants must be called in first
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
return 'done'
