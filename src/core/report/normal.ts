// The standard normal distribution: its distribution function and the inverse, accurate to 1e-9. Knows no data.

/**
 * P(Z <= x). Marsaglia's series (Evaluating the Normal Distribution, J. Stat. Software 11(4), 2004) up to 6, beyond it
 * the continued fraction of Abramowitz and Stegun 26.2.14.
 */
export const normalCdf = (x: number): number => {
  if (Number.isNaN(x)) return Number.NaN
  if (x < -6) return tail(-x)
  if (x > 6) return 1 - tail(x)
  let [sum, term] = [x, x]
  for (let i = 3; Math.abs(term) > 1e-18; i += 2) {
    term *= (x * x) / i
    sum += term
  }
  return 0.5 + sum * density(x)
}

const density = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)

const tail = (x: number): number => {
  let fraction = x
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction
  return density(x) / fraction
}

/** The x with P(Z <= x) = p, 0 < p < 1: an approximation, then Newton's method on the function itself. */
export const normalQuantile = (p: number): number => {
  if (!(p > 0 && p < 1))
    return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN
  let x = p <= 0.5 ? roughly(p) : -roughly(1 - p)
  for (let i = 0; i < 3; i++) {
    const slope = density(x)
    if (slope === 0) return x
    x -= (normalCdf(x) - p) / slope
  }
  return x
}

/** For p up to one half: Abramowitz and Stegun 26.2.23, within 4.5e-4. */
const roughly = (p: number): number => {
  const t = Math.sqrt(-2 * Math.log(p))
  const over = 2.515517 + t * (0.802853 + t * 0.010328)
  const under = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  return over / under - t
}
