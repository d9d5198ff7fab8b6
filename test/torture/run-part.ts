// Runs one part in a folder of its own, and keeps that folder where it fails. Knows no part.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Forbidden, type Size, Skip, type Torture, type Verdict } from './part.ts'

export type Ran = Verdict & {
  readonly name: string
  readonly seconds: number
  /** Why it was not run. */
  readonly skipped: string | null
  /** Skipped because the machine's keeper does not allow it. */
  readonly isForbidden: boolean
  /** Where the evidence lies, of one that failed. */
  readonly kept: string | null
}

export type Told = {
  readonly seed: number
  readonly size: Size
  readonly log: (line: string) => void
  readonly isOver?: () => boolean
}

/** Never throws: a part that does has failed. `at`: where folders are made; the system's temporary one if missing. */
export const runPart = async (
  part: Torture,
  { seed, size, log, isOver }: Told,
  at = tmpdir(),
): Promise<Ran> => {
  const { name } = part
  mkdirSync(at, { recursive: true })
  const folder = mkdtempSync(join(at, `winback-torture-${name}-`))
  const lines: string[] = []
  const began = performance.now()
  const told = (line: string): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    lines.push(`${seconds} s: ${line}`)
    log(line)
  }
  let verdict: Verdict = { wrong: [], figures: {} }
  let skipped: string | null = null
  let isForbidden = false
  try {
    verdict = await part.run({ seed, size, log: told, folder, ...(isOver && { isOver }) })
  } catch (error) {
    if (error instanceof Skip) {
      skipped = error.message
      isForbidden = error instanceof Forbidden
    } else
      verdict = {
        wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
        figures: {},
      }
  }
  const seconds = (performance.now() - began) / 1000
  const failed = verdict.wrong.length > 0
  if (failed)
    writeFileSync(
      join(folder, 'torture.json'),
      JSON.stringify({ name, seed, size, ...verdict, lines }, null, 2),
    )
  else rmSync(folder, { recursive: true, force: true })
  return { name, seconds, skipped, isForbidden, kept: failed ? folder : null, ...verdict }
}
