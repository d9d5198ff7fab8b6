// By what one person with many accounts is known again, and how much each of it says. Whoever keeps marks keeps keyed
// hashes of them. The figures are ours; docs/CODES.md says what comes of each pair.

/** `text` is normalised: two accounts of one person have the same. */
export type Mark = { readonly of: keyof typeof WEIGHTS; readonly text: string }

/**
 * A mailbox and a phone are one person's. A family shares a tablet and a flat: either alone decides nothing, both
 * together do.
 */
export const WEIGHTS = { email: 100, phone: 100, device: 60, address: 50 } as const
export const THRESHOLD = 100
