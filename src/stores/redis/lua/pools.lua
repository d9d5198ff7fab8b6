-- Codes of pools that were laid aside for a shopper of this partition. drawn: { hmac, id }.
local function pools_held(k, shopper, drawn) return true end
local function pools_use(k, shopper, drawn) end
