-- A partition's share of a budget: what its home granted it, and what was booked on that. One field for each budget:
-- number amount label reserved spent moved | number reserved spent moved, the latter as given back when last called in.
-- `label`: as long as the grant stands, all that the home knows of is at most that. ALL: no ceiling was looked at.
local ALL = 9000000000000000

local function grant_read(k, budget)
  local text = call('HGET', k.grants, budget)
  if not text then
    return { number = 0, amount = 0, label = ALL, reserved = 0, spent = 0, moved = 0, back = { 0, 0, 0, 0 } }
  end
  local found = {}
  for figure in string.gmatch(text, '%S+') do found[#found + 1] = tonumber(figure) end
  return {
    known = true, number = found[1], amount = found[2], label = found[3], reserved = found[4], spent = found[5],
    moved = found[6], back = { found[7], found[8], found[9], found[10] },
  }
end

local function grant_write(k, budget, grant)
  local back = grant.back
  call('HSET', k.grants, budget, string.format('%.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f',
    grant.number, grant.amount, grant.label, grant.reserved, grant.spent, grant.moved,
    back[1], back[2], back[3], back[4]))
end

-- Puts down what the home granted; one that was overtaken changes nothing.
local function grant_put(k, budget, number, amount, label)
  local grant = grant_read(k, budget)
  if grant.known and grant.number >= number then return grant end
  grant.number, grant.amount, grant.label, grant.known = number, amount, label, true
  grant_write(k, budget, grant)
  return grant
end
