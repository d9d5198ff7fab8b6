// How many uses of a code are left, and what of its reservation goes with each. Pure arithmetic.
import type { Code, CodeState } from '../codes/code.ts'

/** Uses that stand, rolled back ones left out. */
const standing = (code: Pick<Code, 'redemptions'>): number =>
  code.redemptions.reduce((sum, use) => (use.rolled_back === undefined ? sum + 1 : sum), 0)

export const usesOf = ({ terms }: Pick<Code, 'terms'>): number => terms.uses ?? 1

/** Never below 0, also where an overrun used it more often. */
export const usesLeft = (code: Pick<Code, 'terms' | 'redemptions'>): number =>
  Math.max(0, usesOf(code) - standing(code))

/** How a code stands after one more use; the last use gives back whatever was still reserved. */
export const afterUse = (code: Code): Pick<Code, 'state' | 'reserved'> => {
  const left = usesLeft(code) - 1
  if (left <= 0) return { state: 'redeemed', reserved: 0 }
  return { state: code.state, reserved: Math.min(code.reserved, left * code.terms.worst) }
}

/**
 * How a code stands once a use was taken back. `code` has it rolled back already. `at`: when, ms since 1970. What is
 * left is reserved again as long as orders made in its time may still arrive; a revoked code gets nothing back.
 */
export const afterRollBack = (code: Code, at: number): Pick<Code, 'state' | 'reserved'> => {
  const left = usesLeft(code)
  if (left === 0) return { state: 'redeemed', reserved: code.reserved }
  const state: CodeState = code.revoked !== undefined ? 'revoked' : at < code.until ? 'issued' : 'expired'
  if (at >= code.settle_by) return { state, reserved: 0 }
  return { state, reserved: state === 'revoked' ? code.reserved : left * code.terms.worst }
}
