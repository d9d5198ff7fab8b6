// Which Winback this is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

declare const WINBACK_BUILT: string | undefined

/** The hash of the sources that this was built from; null: it runs from the sources themselves, which may be edited any time. */
export const BUILT: string | null = typeof WINBACK_BUILT === 'string' ? WINBACK_BUILT : null

export const VERSION: string = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
).version
