// Reads the settings of log-ins that pages show: none, or one secret, or two while one follows the other.
import type { IdentitySettings } from '../http/identity.ts'

const SHORTEST = 32

export type IdentityVariables = {
  readonly WINBACK_IDENTITY_SECRET?: string | undefined
  readonly WINBACK_IDENTITY_ACCEPTS: 'both' | 'tokens'
}

/** null: no page may show a log-in. What is wrong is added to `faults`. */
export const readIdentitySettings = (
  { WINBACK_IDENTITY_SECRET: text, WINBACK_IDENTITY_ACCEPTS: accepts }: IdentityVariables,
  faults: string[],
): IdentitySettings | null => {
  if (text === undefined) return null
  const secrets = text.split(',').map((one) => one.trim())
  if (secrets.length > 2)
    faults.push('WINBACK_IDENTITY_SECRET: two at most: the new one, a comma, and the one before it')
  if (secrets.some((one) => one.length < SHORTEST))
    faults.push(
      `WINBACK_IDENTITY_SECRET: a secret has ${SHORTEST} characters at least: make one with \`openssl rand -hex 32\``,
    )
  return { secrets, hashes: accepts === 'both' }
}
