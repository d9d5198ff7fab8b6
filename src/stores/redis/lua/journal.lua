-- The partition's part of the journal: one chain. Fragment. What a link is: ../chain.ts.
-- journal: a list of `<link> <version> <at> <shopper>\n<entry>`; meta: `seq` of the last one, and its link as `hash`.

--- Puts an entry behind `head`, { seq, hash }, and moves that on; who calls writes it to meta.
--- said: `<version> <at> <shopper>`.
local function journal_link(k, head, said, entry, digest)
  local seq = head.seq + 1
  local link = redis.sha1hex(head.hash .. '\n' .. string.format('%.0f ', seq) .. said .. '\n' .. digest)
  call('RPUSH', k.journal, link .. ' ' .. said .. '\n' .. entry)
  head.seq, head.hash = seq, link
end

local function journal_append(k, shopper, version, at, entry, digest)
  local there = call('HMGET', k.meta, 'seq', 'hash')
  local head = { seq = tonumber(there[1] or 0), hash = there[2] or '' }
  journal_link(k, head, string.format('%.0f %.0f ', version, at) .. shopper, entry, digest)
  call('HSET', k.meta, 'seq', string.format('%.0f', head.seq), 'hash', head.hash)
end
