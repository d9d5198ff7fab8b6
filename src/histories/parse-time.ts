// A written time without a zone, read as UTC. Knows two notations: year first, and month/day/year as UCI wrote it.

const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?$/
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/

/** Milliseconds since 1970, or null where the text is no such time (30 February is none). */
export const parseTime = (text: string): number | null => {
  const first = YEAR_FIRST.exec(text)
  if (first) return moment(first[1]!, first[2]!, first[3]!, first[4]!, first[5]!, first[6])
  const month = MONTH_FIRST.exec(text)
  if (!month) return null
  const year = month[3]!.length === 2 ? `20${month[3]}` : month[3]!
  return moment(year, month[1]!, month[2]!, month[4]!, month[5]!, month[6])
}

const moment = (
  year: string,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string | undefined,
): number | null => {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const read = new Date(midnight)
  if (read.getUTCMonth() !== Number(month) - 1 || read.getUTCDate() !== Number(day)) return null
  return midnight + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000
}
