// What codes and budgets should do, written once more and as plainly as possible: a list of codes and two sums. Shares
// no line with the product; money.test.ts holds the product to it.

export const WORTH = 10_000
export const VALID = 24 * 3_600_000
export const SETTLE = 7 * 24 * 3_600_000
export const BUDGET = 45_000
export const CODES = 6

/** Two lines, so that what is taken off has to be shared out: 100.00 over 120.00 and 90.01. */
export const LINES = [
  { item: 'a', price: 6_000, quantity: 2 },
  { item: 'b', price: 9_001, quantity: 1 },
]
export const TOTAL = 21_001
const LINE_A = 5_714
const LINE_B = 4_286

type Use = { order: string; rolled: boolean; backA: number; backB: number }
type Code = {
  state: 'issued' | 'redeemed' | 'expired' | 'revoked'
  revoked: boolean
  until: number
  settle: number
  reserved: number
  uses: Use[]
  lock: { order: string; until: number; id: string } | null
}
type Order = { left: number; cancelled: boolean }
export type Model = { now: number; shoppers: { codes: Code[]; orders: Record<string, Order> }[] }

export const newModel = (shoppers: number, now: number): Model => ({
  now,
  shoppers: Array.from({ length: shoppers }, () => ({ codes: [], orders: {} })),
})

/** What of a use's amount stands: the first piece of line a is its half, rounded down. */
const net = ({ backA, backB }: Use): number =>
  WORTH - [0, Math.floor(LINE_A / 2), LINE_A][backA]! - (backB > 0 ? LINE_B : 0)
const standing = (code: Code): Use[] => code.uses.filter((use) => !use.rolled)

export const budgetOf = (model: Model) => {
  const codes = model.shoppers.flatMap((shopper) => shopper.codes)
  const used = codes.filter((code) => standing(code).length > 0)
  return {
    reserved: codes.reduce((sum, code) => sum + code.reserved, 0),
    spent: codes.flatMap(standing).reduce((sum, use) => sum + net(use), 0),
    out: codes.filter((code) => standing(code).length === 0 && code.reserved > 0).length,
    used: used.length,
  }
}

export const shownOf = (model: Model, who: number) =>
  model.shoppers[who]!.codes.map(({ state, reserved, uses, lock }) => ({
    ...{ state, reserved },
    uses: uses.map((use) => ({ order: use.order, net: net(use), rolled: use.rolled })),
    locked: lock && { order: lock.order, until: lock.until },
  }))

export type Op =
  | { do: 'issue'; who: number }
  | { do: 'validate' | 'redeem' | 'order'; who: number; order: string }
  | { do: 'lock'; who: number; order: string; minutes: number }
  | { do: 'release' | 'roll_back' | 'revoke'; who: number }
  | { do: 'cancel'; who: number; order: string; part: 'a' | 'b' | 'all' }

const refusal = (codes: readonly Code[], code: Code, order: string, now: number): string | null => {
  if (code.state === 'redeemed' || code.state === 'revoked') return code.state
  if (now >= code.until || code.reserved === 0) return 'expired'
  if (code.lock && now < code.lock.until && code.lock.order !== order) return 'locked'
  const others = codes.filter((one) => one !== code)
  return others.some((one) => standing(one).some((use) => use.order === order))
    ? 'not_with_other_codes'
    : null
}

const take = (code: Code, order: string): void => {
  code.uses.push({ order, rolled: false, backA: 0, backB: 0 })
  Object.assign(code, { state: 'redeemed', reserved: 0, lock: null })
}

const rollBack = (code: Code, use: Use, now: number): void => {
  use.rolled = true
  if (standing(code).length > 0) return
  code.state = code.revoked ? 'revoked' : now < code.until ? 'issued' : 'expired'
  code.reserved = code.revoked || now >= code.settle ? 0 : WORTH
}

const issue = (model: Model, codes: Code[]): string => {
  // Also an older one, which a cancelled order gave back.
  if (codes.some((code) => code.state === 'issued')) return 'done'
  const { reserved, spent, out, used } = budgetOf(model)
  if (reserved + spent + WORTH > BUDGET || out + used + 1 > CODES) return 'budget_spent'
  const until = model.now + VALID
  const plain = { state: 'issued', revoked: false, reserved: WORTH, uses: [], lock: null } as const
  codes.push({ ...plain, uses: [], until, settle: until + SETTLE })
  return 'done'
}

const cancel = (model: Model, who: number, order: string, part: 'a' | 'b' | 'all'): string => {
  const { codes, orders } = model.shoppers[who]!
  const paid = codes.flatMap((code) =>
    standing(code).flatMap((use) => (use.order === order ? [{ code, use }] : [])),
  )
  const known = orders[order]
  if (known?.cancelled) return 'done'
  const worth = part === 'all' ? TOTAL : part === 'a' ? 6_000 : 9_001
  const all = part === 'all' || (known !== undefined && worth >= known.left)
  if (known) known.left = Math.max(0, known.left - worth)
  if (all) {
    orders[order] = { left: 0, cancelled: true }
    for (const { code, use } of paid) rollBack(code, use, model.now)
  } else
    for (const { use } of paid) {
      if (part === 'a') use.backA = Math.min(2, use.backA + 1)
      else use.backB = 1
    }
  return 'done'
}

/** Which code is meant and which use of it, by their places: the last ones when the command was given. */
export type Meant = { readonly code: number; readonly use: number }

/** Does it, and answers what the product should answer. */
export const apply = (model: Model, op: Op, meant: Meant): string => {
  const { now } = model
  const { codes, orders } = model.shoppers[op.who]!
  if (op.do === 'issue') return issue(model, codes)
  if (op.do === 'cancel') return cancel(model, op.who, op.order, op.part)
  const code = codes[meant.code]
  if (op.do === 'order') {
    if (orders[op.order]) return 'done'
    orders[op.order] = { left: TOTAL, cancelled: false }
    if (code && !standing(code).some((use) => use.order === op.order)) take(code, op.order)
    return 'done'
  }
  if (!code) return 'nothing'
  switch (op.do) {
    case 'validate':
      return refusal(codes, code, op.order, now) ?? 'valid'
    case 'redeem': {
      const against = refusal(codes, code, op.order, now)
      if (against === null) take(code, op.order)
      return against ?? 'redeemed'
    }
    case 'lock': {
      const against = refusal(codes, code, op.order, now)
      const until = Math.min(now + op.minutes * 60_000, code.until)
      if (against === null) code.lock = { order: op.order, until, id: `${now}` }
      return against ?? 'locked_until'
    }
    case 'release':
      code.lock = null
      return 'released'
    case 'roll_back': {
      const use = code.uses[meant.use]
      if (use && !use.rolled) rollBack(code, use, now)
      return use ? 'rolled_back' : 'nothing'
    }
    case 'revoke': {
      if (code.state !== 'issued') return `code_${code.state}`
      Object.assign(code, { state: 'revoked', revoked: true, settle: now + SETTLE, lock: null })
      return 'done'
    }
  }
}

export const pass = (model: Model, time: number): void => {
  model.now += time
  for (const code of model.shoppers.flatMap((shopper) => shopper.codes)) {
    if (code.state === 'issued' && code.until <= model.now) code.state = 'expired'
    if (code.state !== 'issued' && code.settle <= model.now) code.reserved = 0
  }
}
