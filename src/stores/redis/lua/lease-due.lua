-- Leases shoppers of one partition whose wake-up is due. Needs due-lease.
-- KEYS  due, leased, leased_due   ARGV  now  limit  until   Answers { shopper, due, ... }
local given = {}
due_lease(KEYS[1], KEYS[2], KEYS[3], ARGV[1], tonumber(ARGV[2]), ARGV[3], given)
return given
