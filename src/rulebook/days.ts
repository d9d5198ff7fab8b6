// Reading dates in the shop's time zone. Knows no clock: what day it is today is not known here.
import { atLocal } from '../core/time/local-time.ts'
import { type Node, openScalar } from './node.ts'
import type { Report } from './problem.ts'

/** A wall clock's time, as if the zone were UTC. */
type Day = { readonly wall: number; readonly timed: boolean }

const DAY = 86_400_000

const instantOf = (wall: number, zone: string): number => {
  const day = new Date(wall)
  const [month, hour, minute] = [day.getUTCMonth() + 1, day.getUTCHours(), day.getUTCMinutes()]
  return atLocal(day.getUTCFullYear(), month, day.getUTCDate(), hour, minute, zone)
}

const HOW = 'a date such as 2027-01-31, or 2027-01-31 18:00'

const toDay = (text: string): Day | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(text.trim())
  if (!match) return null
  const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0))
  if (year! < 2000 || hour! > 23 || minute! > 59) return null
  const wall = Date.UTC(year!, month! - 1, day!, hour!, minute!)
  const right = new Date(wall).getUTCMonth() === month! - 1 && new Date(wall).getUTCDate() === day
  return right ? { wall, timed: match[4] !== undefined } : null
}

/** 31.01.2027 or 31/01/2027 was meant to be 2027-01-31. */
const meant = (text: string): string | undefined => {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text.trim())
  if (!match) return undefined
  const better = `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`
  return toDay(better) === null ? undefined : better
}

const readDay = (node: Node, what: string, report: Report): Day | null => {
  const scalar = openScalar(node, what, report, HOW)
  if (!scalar) return null
  const day = toDay(scalar.text)
  if (day) return day
  report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, { expected: HOW, hint: meant(scalar.text) })
  return null
}

/** A date without a time means the end of that day in the shop's zone. */
export const readEnd = (node: Node, what: string, zone: string, report: Report): number | null => {
  const day = readDay(node, what, report)
  return day && instantOf(day.timed ? day.wall : day.wall + DAY, zone)
}

/** A date without a time means the beginning of that day in the shop's zone. */
export const readBeginning = (node: Node, what: string, zone: string, report: Report): number | null => {
  const day = readDay(node, what, report)
  return day && instantOf(day.wall, zone)
}

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
