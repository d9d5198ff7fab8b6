-- Looks at the wake-ups of partitions.
-- KEYS  for each: due, leased, leased_due   ARGV  now
-- Answers for each: when its first may be given out, when a lease ends, its earliest wake-up, leased or not; '' for none.
local answers = {}
for n = 1, #KEYS, 3 do
  local free = redis.call('ZRANGE', KEYS[n], 0, 0, 'WITHSCORES')[2]
  local over = redis.call('ZRANGE', KEYS[n + 1], 0, 0, 'WITHSCORES')[2]
  local held = over and redis.call('ZRANGE', KEYS[n + 2], 0, 0, 'WITHSCORES')[2]
  local ready = free
  -- A lease that is over: whoever it held may be the first.
  if over and tonumber(over) <= tonumber(ARGV[1]) and (not free or tonumber(held) < tonumber(free)) then ready = held end
  answers[#answers + 1] = ready or ''
  answers[#answers + 1] = over or ''
  answers[#answers + 1] = (held and (not free or tonumber(held) < tonumber(free))) and held or free or ''
end
return answers
