-- The partition's journal, each entry chained to the one before.
local function journal_append(k, shopper, version, at, entry, digest)
  redis.call('HINCRBY', k.meta, 'seq', 1)
end
