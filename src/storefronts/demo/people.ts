// Who the demo shop has met, by a keyed digest of the e-mail, and how it tells Winback who somebody is.
import { createHmac } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Identified, Winback } from './winback.ts'

export type People = {
  /** Tells Winback that this browser's visitor is this person of the shop's. Throws a WinbackError. */
  readonly introduce: (
    who: Identified & { readonly userId: string; readonly anonymousId: string },
  ) => Promise<void>
}

/** One person's address is one id, however it is typed. */
export const userIdOf = (email: string): string => email.trim().toLowerCase()

export const openPeople = (file: string, secret: string, winback: Pick<Winback, 'identify'>): People => {
  const met = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
  const digest = (userId: string): string =>
    createHmac('sha256', secret).update(`met ${userId}`).digest('hex')
  const remember = (mark: string): void => {
    met.add(mark)
    try {
      appendFileSync(file, `${mark}\n`)
    } catch {
      // on a full disk it is remembered for as long as we run
    }
  }
  return {
    introduce: async (who) => {
      const mark = digest(who.userId)
      if (!met.has(mark)) {
        // Somebody new begins as the browser that is being looked at, and keeps what was said and given there.
        const { language = 'en' } = who.traits
        const { anonymousId, messageId } = who
        await winback.identify({ messageId: `${messageId}-new`, anonymousId, traits: { language } })
        remember(mark)
      }
      await winback.identify(who)
    },
  }
}
