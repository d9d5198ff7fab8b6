// How many shoppers a comparison of two shares needs, and how long that takes. Pure figures; knows no rows.
import { normalQuantile } from './normal.ts'

export type Plan = {
  /** The share that converts as things are, 0..1. */
  readonly baseline: number
  /** The smallest difference worth finding, as a part of 1: 0.02 is two percentage points. */
  readonly effect: number
  /** P(found | it is there), 0..1. */
  readonly power: number
  /** 1 minus P(called different | it is not), two-sided, 0..1. */
  readonly confidence: number
  /** Shoppers of the other variant for each of the first. */
  readonly ratio?: number
  /** So many comparisons with the first are made; the error is shared out among them (Bonferroni). */
  readonly comparisons?: number
}

/**
 * Shoppers needed in the first and in the other variant. Two proportions, normal approximation with the pooled variance
 * under no difference, without continuity correction: Fleiss, Levin, Paik, "Statistical Methods for Rates and
 * Proportions", 3rd ed., 2003, section 4; the same as R's power.prop.test. null: no such shares, or no difference.
 */
export const sampleSizes = ({
  baseline,
  effect,
  power,
  confidence,
  ratio = 1,
  comparisons = 1,
}: Plan): { readonly first: number; readonly other: number } | null => {
  const [p, q] = [baseline, baseline + effect]
  if (!(p >= 0 && p <= 1 && q >= 0 && q <= 1) || effect === 0 || !(ratio > 0)) return null
  const a = normalQuantile(1 - (1 - confidence) / comparisons / 2)
  const b = normalQuantile(power)
  const mean = (p + ratio * q) / (1 + ratio)
  const none = a * Math.sqrt((1 + ratio) * mean * (1 - mean))
  const some = b * Math.sqrt(ratio * p * (1 - p) + q * (1 - q))
  const exact = (none + some) ** 2 / (ratio * effect * effect)
  // What the sum of floats adds in its last digit is no shopper.
  const whole = (n: number): number => Math.ceil(n - 1e-9)
  return { first: whole(exact), other: whole(exact * ratio) }
}

/** A variant as it takes part: its share of all that are tried, 0..1. */
export type Part = { readonly name: string; readonly share: number }

export type Planned = {
  /** Shoppers per variant, in their order; the first is what the others are compared with. */
  readonly needed: readonly { readonly name: string; readonly shoppers: number }[]
  /** Shoppers who must be tried until the slowest variant has enough. */
  readonly tried: number
}

/** The first part is compared with each other one; one without a share is left out. null: see sampleSizes. */
export const planOf = (parts: readonly Part[], plan: Omit<Plan, 'ratio' | 'comparisons'>): Planned | null => {
  const [first, ...others] = parts.filter(({ share }) => share > 0)
  if (!first || others.length === 0) return null
  const sizes = others.map(({ share }) =>
    sampleSizes({ ...plan, ratio: share / first.share, comparisons: others.length }),
  )
  if (sizes.includes(null)) return null
  const firstNeeds = Math.max(...sizes.map((size) => size!.first))
  const needed = [
    { name: first.name, shoppers: firstNeeds },
    ...others.map(({ name }, n) => ({ name, shoppers: sizes[n]!.other })),
  ]
  const shares = [first, ...others].map(({ share }) => share)
  return {
    needed,
    tried: Math.ceil(Math.max(...needed.map(({ shoppers }, n) => shoppers / shares[n]! - 1e-9))),
  }
}
