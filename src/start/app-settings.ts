// The settings of the shop's own app as a channel: both or none. Reads no environment itself.
import { z } from 'zod'
import type { AppSettings } from '../channels/app/open.ts'

export const APP_VARIABLES = {
  WINBACK_APP_URL: z
    .url({ protocol: /^https?$/, error: 'where your app takes messages: https://app.shop.example/winback' })
    .optional(),
  WINBACK_APP_SECRET: z
    .string()
    .regex(
      /^(whsec_)?[A-Za-z0-9+/]{32,100}={0,2}$/,
      'a secret is 24 bytes or more as base64: make one with `openssl rand -base64 32`',
    )
    .optional(),
}

type Found = z.output<z.ZodObject<typeof APP_VARIABLES>>

/** null: not meant. Adds to `faults` what is missing. */
export const readAppSettings = (found: Found, faults: string[]): AppSettings | null => {
  const { WINBACK_APP_URL: url, WINBACK_APP_SECRET: secret } = found
  if (url && secret) return { url, key: Buffer.from(secret.replace(/^whsec_/, ''), 'base64') }
  if (url) faults.push('WINBACK_APP_SECRET: needed beside WINBACK_APP_URL: what both sides sign with')
  if (secret) faults.push('WINBACK_APP_URL: needed beside WINBACK_APP_SECRET: where your app takes messages')
  return null
}
