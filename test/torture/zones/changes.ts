// Every change of a zone's clock, found by asking Intl: what is asked here is the host's own answer, not the product's.
import { readFileSync } from 'node:fs'

export type Change = {
  readonly zone: string
  readonly at: number
  readonly before: number
  readonly after: number
}

const DAY = 86_400_000
/** No zone has changed its clock twice within so long since 2020. */
const STEP = 9 * DAY
const LINKS = '/usr/share/zoneinfo/tzdata.zi'

/** All zones that Intl names, and the old names that it takes as well. */
export const zonesOf = (): readonly string[] => {
  let links: string[] = []
  try {
    const text = readFileSync(LINKS, 'utf8')
    links = [...text.matchAll(/^L \S+ (\S+)/gm), ...text.matchAll(/^Z (\S+)/gm)].map(([, name]) => name!)
  } catch {
    links = [
      'US/Eastern',
      'Europe/Kiev',
      'Asia/Calcutta',
      'Australia/LHI',
      'Eire',
      'NZ-CHAT',
      'GB',
      'Etc/GMT+12',
    ]
  }
  const taken = (zone: string): boolean => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }
  return [...new Set([...Intl.supportedValuesOf('timeZone'), ...links])].filter(taken)
}

const FORM = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/

/** Offsets of one zone in ms, as the host tells them. */
export const offsetsOf = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset', day: 'numeric' })
  return (at) => {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = FORM.exec(format.format(at)) ?? []
    const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    return sign === '-' ? -size : size
  }
}

export const changesOf = (zone: string, from: number, to: number): readonly Change[] => {
  const offset = offsetsOf(zone)
  const found: Change[] = []
  let before = offset(from)
  for (let at = from; at < to; at += STEP) {
    const after = offset(at + STEP)
    if (after === before) continue
    let [low, high] = [at, at + STEP]
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000
      if (middle <= low) break
      if (offset(middle) === before) low = middle
      else high = middle
    }
    found.push({ zone, at: high, before, after })
    before = after
  }
  return found
}
