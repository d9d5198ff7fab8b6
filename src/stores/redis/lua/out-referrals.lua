-- Items of others that tell the shop who brought whom, with one of these shoppers in them. Needs lanes.
-- KEYS  outbox level   ARGV  shoppers   Answers their ids.
local k = partition_at(1, #KEYS)
local found, flat = {}, redis.call('HGETALL', k.out_marks)
for n = 1, #flat, 2 do
  if cmsgpack.unpack(flat[n + 1])[KIND] == 'refer' then
    local payload = redis.call('HGET', k.out_payloads, flat[n]) or ''
    for _, shopper in ipairs(ARGV) do
      if string.find(payload, shopper, 1, true) then
        found[#found + 1] = flat[n]
        break
      end
    end
  end
end
return found
