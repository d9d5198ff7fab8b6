-- Codes of all pools, in one slot of their own. Fragment for scripts of KEYS codes, index, numbers, used.
-- codes: hmac -> packed { 1 pool  2 n  3 sealed  4 ends  5 id or false  6 holder or false  7 held until  8 turn }
-- numbers: pool -> its highest n; used: pool -> how many are used up. Ranges of index, all of score 0:
--   f<pool>\0<ends><n><hmac>  free      x<pool>\0<held until><hmac>  laid aside      m<holder>\0<pool>\0<hmac>  the same
--   c<hmac>  all
local CODES, INDEX, NUMBERS, USED = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local POOL, N, SEALED, ENDS, ID, HOLDER, UNTIL, TURN = 1, 2, 3, 4, 5, 6, 7, 8

local function digits(number) return string.format('%016.0f', number) end

local function code_of(hmac)
  local packed = redis.call('HGET', CODES, hmac)
  return packed and cmsgpack.unpack(packed)
end

local function free_name(hmac, code)
  return 'f' .. code[POOL] .. '\0' .. digits(code[ENDS]) .. string.format('%012.0f', code[N]) .. hmac
end

--- Its names in the order of its pool, as it stands.
local function names_of(hmac, code)
  if code[ID] then return { 'c' .. hmac } end
  if not code[HOLDER] then return { 'c' .. hmac, free_name(hmac, code) } end
  return {
    'c' .. hmac, 'x' .. code[POOL] .. '\0' .. digits(code[UNTIL]) .. hmac,
    'm' .. code[HOLDER] .. '\0' .. code[POOL] .. '\0' .. hmac,
  }
end

local function code_drop(hmac, code)
  redis.call('HDEL', CODES, hmac)
  redis.call('ZREM', INDEX, unpack(names_of(hmac, code)))
  if code[ID] then redis.call('HINCRBY', USED, code[POOL], -1) end
end

local function code_put(hmac, code)
  redis.call('HSET', CODES, hmac, cmsgpack.pack(code))
  for _, name in ipairs(names_of(hmac, code)) do redis.call('ZADD', INDEX, 0, name) end
  if code[ID] then redis.call('HINCRBY', USED, code[POOL], 1) end
end

local function names_from(prefix, from, most)
  return redis.call('ZRANGEBYLEX', INDEX, '[' .. prefix .. (from or ''), '(' .. prefix .. '\255', 'LIMIT', 0, most)
end

--- Reads what is written, so that a key of a wrong type fails now.
redis.call('HLEN', CODES)
redis.call('ZCARD', INDEX)
redis.call('HLEN', NUMBERS)
redis.call('HLEN', USED)
