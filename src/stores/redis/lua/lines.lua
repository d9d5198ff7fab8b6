-- Lines of talks: `<shopper> <number>` -> JSON without `seq`. Fragment.
-- `last`: the number of the last of them.
local function lines_put(k, shopper, last, lines)
  for n, line in ipairs(lines) do
    redis.call('HSET', k.lines, shopper .. ' ' .. string.format('%.0f', last - #lines + n), type(line) == 'table' and line[1] or line)
  end
end
