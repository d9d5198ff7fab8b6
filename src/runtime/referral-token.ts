// The word by which a shopper's friends come: the shopper, signed. Knows no rules.
import type { Seal } from '../ports/seal.ts'

const SIGNATURE = 8

const signed = (seal: Seal, shopper: string): string =>
  seal.hmac('token', `referral:${shopper}`).slice(0, SIGNATURE)

/** What a link carries, and a text says as {referral}: short, signed, and of no use but to come by it. */
export const referralToken = (seal: Seal, shopper: string): string => `${shopper}.${signed(seal, shopper)}`

/** null: none of ours. */
export const shopperOfToken = (seal: Seal, token: string): string | null => {
  const at = token.trim().lastIndexOf('.')
  const shopper = token.trim().slice(0, Math.max(0, at))
  return at > 0 && token.trim() === referralToken(seal, shopper) ? shopper : null
}
