// Names of settings that there are none of: all that begin with WINBACK_, and slips of the hand among those of messengers and of Redis,
// which other programs on the machine may have some of. Knows names only.
import { distance } from '../core/edit-distance.ts'
import { nearest } from '../rulebook/nearest.ts'

const OURS = 'WINBACK_'
const SHARED = /^(TELEGRAM|SLACK|TEAMS|MICROSOFT|DIRECTLINE|SMTP|TWILIO|REDIS)_/
/** So many keys may have been hit wrongly. */
const SLIP = 2
/** Names that these settings have elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  TELEGRAM_TOKEN: 'TELEGRAM_BOT_TOKEN',
  TELEGRAM_API_TOKEN: 'TELEGRAM_BOT_TOKEN',
  SLACK_TOKEN: 'SLACK_BOT_TOKEN',
  SLACK_CHANNEL_ID: 'SLACK_CHANNEL',
  SMTP_HOST: 'SMTP_URL',
  SMTP_FROM: 'WINBACK_MAIL_FROM',
  MAIL_FROM: 'WINBACK_MAIL_FROM',
  MICROSOFT_APP_SECRET: 'MICROSOFT_APP_PASSWORD',
  REDIS_URI: 'REDIS_URL',
  REDIS_CLUSTER_URL: 'REDIS_CLUSTER',
  TWILIO_SID: 'TWILIO_ACCOUNT_SID',
  TWILIO_NUMBER: 'TWILIO_FROM',
  TWILIO_PHONE_NUMBER: 'TWILIO_FROM',
}

/** Those that a slip of the hand could have made this of. */
const shared = (name: string, known: readonly string[]): readonly string[] =>
  known.filter((one) => SHARED.test(one) && Math.abs(one.length - name.length) <= SLIP)

/** Each as a fault with the name that was probably meant. One of another program's counts only where ours is not set. */
export const unknownNames = (
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly string[] =>
  Object.keys(env).flatMap((name) => {
    if (known.includes(name) || name === 'WINBACK_TEST_STRICT') return []
    if (name.startsWith(OURS)) {
      const near = nearest(name, known)
      const meant = near === undefined ? '' : `did you mean ${near}? `
      return [`${name}: there is no such setting; ${meant}.env.example lists them all`]
    }
    if (!env[name]?.trim()) return []
    const near = nearest(name, shared(name, known))
    const slip = near !== undefined && distance(name, near) <= SLIP ? near : undefined
    const meant = (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined) ?? slip
    if (meant === undefined || env[meant]?.trim()) return []
    return [`${name}: it is not read; did you mean ${meant}?`]
  })
