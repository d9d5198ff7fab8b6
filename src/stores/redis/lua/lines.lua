-- Lines of talks: `<shopper> <number>` -> JSON without `seq`. Fragment.
-- `lines`: lists of one string each; `last`: the number of the last of them.
local function lines_put(k, shopper, last, lines)
  for n, line in ipairs(lines) do
    call('HSET', k.lines, shopper .. ' ' .. string.format('%.0f', last - #lines + n), line[1])
  end
end
