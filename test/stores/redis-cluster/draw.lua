#!lua
-- Draws room for one partition out of a budget's home, as much as is asked or nothing.
-- KEYS  1 home   ARGV  1 amount  2 ceiling in force   Answers 1 or 0.
local granted = tonumber(redis.call('HGET', KEYS[1], 'granted') or 0)
if granted + tonumber(ARGV[1]) > tonumber(ARGV[2]) then return 0 end
redis.call('HINCRBY', KEYS[1], 'granted', ARGV[1])
return 1
