-- The partition's part of the journal: one chain. Fragment. What a link is: ../chain.ts.
-- journal: a list of `<link> <version> <at> <shopper>\n<entry>`; meta: `seq` of the last one, and its link as `hash`.

--- Puts an entry behind `head`, { seq, hash }, and moves that on; who calls writes it to meta.
local function journal_link(k, head, shopper, version, at, entry, digest)
  local seq = head.seq + 1
  local said = string.format('%.0f %.0f ', version, at) .. shopper
  local link = redis.sha1hex(head.hash .. '\n' .. string.format('%.0f ', seq) .. said .. '\n' .. digest)
  redis.call('RPUSH', k.journal, link .. ' ' .. said .. '\n' .. entry)
  head.seq, head.hash = seq, link
end

local function journal_append(k, shopper, version, at, entry, digest)
  local there = redis.call('HMGET', k.meta, 'seq', 'hash')
  local head = { seq = tonumber(there[1] or 0), hash = there[2] or '' }
  journal_link(k, head, shopper, version, at, entry, digest)
  redis.call('HSET', k.meta, 'seq', string.format('%.0f', head.seq), 'hash', head.hash)
end
