-- What agents and reports look at. Fragment.
-- tickets: { id, shopper, '1' or '0' for open, at, row }; enrolments: { id, row }.
local function tickets_put(k, tickets)
  for _, ticket in ipairs(tickets) do
    local id, shopper, open, at, row = unpack(ticket)
    call('HSET', k.tickets, id, at .. '\n' .. shopper .. '\n' .. row)
    if open == '1' then
      call('ZREM', k.tickets_closed, id)
      call('ZADD', k.tickets_open, at, id)
    else
      call('ZREM', k.tickets_open, id)
      call('ZADD', k.tickets_closed, -tonumber(at), id)
    end
  end
end

local function enrolments_put(k, enrolments)
  for _, one in ipairs(enrolments) do call('HSET', k.enrolments, one[1], one[2]) end
end
