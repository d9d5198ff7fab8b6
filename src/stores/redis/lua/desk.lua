-- What agents and reports look at. Fragment.
-- tickets: { id, shopper, '1' or '0' for open, at, row }; enrolments: { id, row }.
local function tickets_put(k, tickets)
  for _, ticket in ipairs(tickets) do
    local id, shopper, open, at, row = unpack(ticket)
    redis.call('HSET', k.tickets, id, at .. '\n' .. shopper .. '\n' .. row)
    if open == '1' then
      redis.call('ZREM', k.tickets_closed, id)
      redis.call('ZADD', k.tickets_open, at, id)
    else
      redis.call('ZREM', k.tickets_open, id)
      redis.call('ZADD', k.tickets_closed, -tonumber(at), id)
    end
  end
end

local function enrolments_put(k, enrolments)
  for _, one in ipairs(enrolments) do redis.call('HSET', k.enrolments, one[1], one[2]) end
end
