-- The order within a lane, within one partition. Items are lists of strings:
-- { id, lane, kind, payload, shopper, rank, due, lapses or '', after or '' }; drops are { channel or '', why }.
local function lanes_put(k, items, at) end
local function lanes_drop(k, shopper, drops) end
