-- Looks at the wake-ups of partitions. Needs due-lease.
-- KEYS  for each: due, leased, leased_due   ARGV  now
-- Answers for each: when its first may be given out, when a lease ends, its earliest wake-up, leased or not; '' for none.
local answers, now = {}, tonumber(ARGV[1])
local function said(time) return time and string.format('%.0f', time) or '' end
for n = 1, #KEYS, 3 do
  local ready, over, first = due_first(KEYS[n], KEYS[n + 1], KEYS[n + 2], now)
  answers[n], answers[n + 1], answers[n + 2] = said(ready), said(over), said(first)
end
return answers
