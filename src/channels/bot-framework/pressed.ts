// A button's own words: what it sends back when it is pressed, and how that is read. What comes back is a stranger's. Pure.
import { z } from 'zod'

/** `key`: the message it stood under, so that a second press of the same button is the same press. */
export type Press = { readonly choice: string; readonly key: string }

const press = z.object({
  winback: z.object({ choice: z.string().min(1).max(200), key: z.string().max(300) }),
})

export const pressValue = (made: Press) => ({ winback: made })

/** Channels hand it back as it was, as text, or one level down. */
export const readPress = (value: unknown): Press | null => {
  const direct = press.safeParse(value)
  if (direct.success) return direct.data.winback
  if (typeof value !== 'string' || value.length > 2000) return null
  try {
    const told = press.safeParse(JSON.parse(value))
    return told.success ? told.data.winback : null
  } catch {
    return null
  }
}
