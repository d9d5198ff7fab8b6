// A plain logistic regression over standardised columns and one column a category's value: what the model is held
// against. By iterated least squares with a slight ridge.

import { chanceAt } from './boosting.ts'
import { CATEGORIES } from './file-features.ts'
import type { Session } from './session.ts'

const RIDGE = 1
const STEPS = 12

const plain = (told: Session): readonly number[] => [
  ...[told.Administrative, told.Administrative_Duration, told.Informational, told.Informational_Duration],
  ...[told.ProductRelated, told.ProductRelated_Duration, told.BounceRates, told.ExitRates, told.SpecialDay],
  told.Weekend ? 1 : 0,
]

/** In place, by Cholesky: the solution of a symmetric positive system. */
const solve = (matrix: Float64Array[], right: Float64Array): Float64Array => {
  const count = right.length
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!
      for (let k = 0; k < j; k++) sum -= matrix[i]![k]! * matrix[j]![k]!
      matrix[i]![j] = i === j ? Math.sqrt(sum) : sum / matrix[j]![j]!
    }
  }
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < i; k++) right[i]! -= matrix[i]![k]! * right[k]!
    right[i]! /= matrix[i]![i]!
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let k = i + 1; k < count; k++) right[i]! -= matrix[k]![i]! * right[k]!
    right[i]! /= matrix[i]![i]!
  }
  return right
}

/** Answers the chance of any session. */
export function plainLogistic(
  sessions: readonly Session[],
  bought: readonly boolean[],
): (told: Session) => number {
  const values = CATEGORIES.flatMap((category) =>
    [...new Set(sessions.map((told) => told[category]))]
      .sort()
      .slice(1)
      .map((value) => [category, value] as const),
  )
  const numbers = sessions.map(plain)
  const means = numbers[0]!.map((_, i) => numbers.reduce((sum, row) => sum + row[i]!, 0) / numbers.length)
  const spreads = means.map(
    (mean, i) =>
      Math.sqrt(numbers.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / numbers.length) || 1,
  )
  const rowOf = (told: Session): Float64Array =>
    Float64Array.from([
      1,
      ...plain(told).map((value, i) => (value - means[i]!) / spreads[i]!),
      ...values.map(([category, value]) => (told[category] === value ? 1 : 0)),
    ])
  const rows = sessions.map(rowOf)
  const count = rows[0]!.length
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  let weights = new Float64Array(count)
  for (let step = 0; step < STEPS; step++) {
    const matrix = Array.from({ length: count }, (_, i) => {
      const row = new Float64Array(count)
      row[i] = i === 0 ? 1e-6 : RIDGE
      return row
    })
    const slope = weights.map((weight, i) => (i === 0 ? 0 : -RIDGE * weight))
    for (const [r, row] of rows.entries()) {
      const chance = chanceAt(dot(weights, row))
      const [wrong, weight] = [(bought[r] ? 1 : 0) - chance, chance * (1 - chance)]
      for (let i = 0; i < count; i++) {
        if (row[i] === 0) continue
        slope[i]! += wrong * row[i]!
        for (let j = 0; j <= i; j++) matrix[i]![j]! += weight * row[i]! * row[j]!
      }
    }
    const change = solve(matrix, slope)
    weights = weights.map((weight, i) => weight + change[i]!)
  }
  return (told) => chanceAt(dot(weights, rowOf(told)))
}
