// What `winback experiment` is asked, read: an effect in percentage points or percent, shares, figures. Reads no data.
import { InvalidArgumentError } from 'commander'

/** `points`: percentage points as a part of 1. `relative`: a part of the baseline. */
export type Effect = { readonly kind: 'points' | 'relative'; readonly value: number }

export const readEffect = (text: string): Effect => {
  const match = /^\+?(-?\d{1,3}(?:\.\d{1,3})?)\s*(pp|%)$/.exec(text.trim())
  const value = Number(match?.[1]) / 100
  if (!match || value === 0)
    throw new InvalidArgumentError('Write 2pp (percentage points) or 10% (of what it is now).')
  return { kind: match[2] === 'pp' ? 'points' : 'relative', value }
}

/** As a part of 1. */
export const readShare = (text: string): number => {
  const value = /^\d{1,2}(?:\.\d{1,3})?%?$/.test(text.trim()) ? Number.parseFloat(text) / 100 : Number.NaN
  if (!(value > 0 && value < 1))
    throw new InvalidArgumentError('Write a percentage above 0 and below 100, such as 80.')
  return value
}

export const readPerDay = (text: string): number => {
  const value = /^\d{1,7}(?:\.\d{1,3})?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!(value > 0))
    throw new InvalidArgumentError('Write how many shoppers a day the campaign meets, such as 40.')
  return value
}

/** The difference that is looked for, as a part of 1. */
export const differenceOf = ({ kind, value }: Effect, baseline: number): number =>
  kind === 'points' ? value : baseline * value
