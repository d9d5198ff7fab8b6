-- What agents and reports look at. tickets: { id, shopper, '1' or '0' for open, at, row }; enrolments: { id, row }.
local function tickets_put(k, tickets) end
local function enrolments_put(k, enrolments) end
