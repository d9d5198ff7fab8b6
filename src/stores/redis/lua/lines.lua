-- Lines of talks. `lines`: lists of one string each, JSON without `seq`; `last`: the number of the last of them.
local function lines_put(k, shopper, last, lines) end
