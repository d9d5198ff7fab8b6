// The demo's clock: real time and how far it was moved ahead. Kept in a file; it never goes back.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export type DemoClock = {
  readonly now: () => number
  /** Answers the new time. */
  readonly forward: (ms: number) => number
}

export const openDemoClock = (file: string, real: () => number = Date.now): DemoClock => {
  let { ahead, latest } = existsSync(file) ? read(file) : { ahead: 0, latest: 0 }
  const now = (): number => {
    latest = Math.max(latest, real() + ahead)
    return latest
  }
  return {
    now,
    forward: (ms) => {
      ahead = now() - real() + Math.max(0, ms)
      const moved = now()
      writeFileSync(`${file}.new`, `${JSON.stringify({ ahead, latest })}\n`)
      renameSync(`${file}.new`, file)
      return moved
    },
  }
}

const read = (file: string): { ahead: number; latest: number } => {
  try {
    const { ahead, latest } = JSON.parse(readFileSync(file, 'utf8'))
    if (Number.isFinite(ahead) && Number.isFinite(latest)) return { ahead, latest }
  } catch {
    // a damaged file is a demo that begins at real time
  }
  return { ahead: 0, latest: 0 }
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3600_000, d: 86400_000, w: 7 * 86400_000 }

/** "45m", "6h", "2d", "1w" in milliseconds, a year at most; null where it is none of these. */
export const readForward = (text: string): number | null => {
  const [, count, unit = ''] = /^(\d{1,4})([mhdw])$/.exec(text.trim()) ?? []
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN)
  return ms > 0 && ms <= 366 * 86400_000 ? ms : null
}
