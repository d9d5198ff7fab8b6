-- The partition's part of the journal: one chain. Fragment. What a link is: ../chain.ts.
-- journal: a list of `<link> <version> <at> <shopper>\n<entry>`; meta: `seq` of the last one, and its link as `hash`.
local function journal_append(k, shopper, version, at, entry, digest)
  local head = redis.call('HMGET', k.meta, 'seq', 'hash')
  local seq = string.format('%.0f', tonumber(head[1] or 0) + 1)
  local said = string.format('%.0f', version) .. ' ' .. string.format('%.0f', at) .. ' ' .. shopper
  local link = redis.sha1hex((head[2] or '') .. '\n' .. seq .. ' ' .. said .. '\n' .. digest)
  redis.call('RPUSH', k.journal, link .. ' ' .. said .. '\n' .. entry)
  redis.call('HSET', k.meta, 'seq', seq, 'hash', link)
end
