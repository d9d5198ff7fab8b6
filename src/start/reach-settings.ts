// Reads the settings of what reaches shoppers outside the chat: e-mail, SMS, notifications of the browser. Every fault
// says what is missing. Asks no server.
import { z } from 'zod'
import type { MailSettings } from '../channels/email/settings.ts'
import type { PushSettings } from '../channels/push/settings.ts'
import type { SmsSettings } from '../channels/sms/settings.ts'

export const REACH_VARIABLES = {
  SMTP_URL: z.string().optional(),
  WINBACK_MAIL_FROM: z.string().optional(),
  WINBACK_MAIL_REPLY_TO: z.string().optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_API_ROOT: z.string().optional(),
  WINBACK_VAPID_PUBLIC: z.string().optional(),
  WINBACK_VAPID_PRIVATE: z.string().optional(),
  WINBACK_VAPID_SUBJECT: z.string().optional(),
}

export type ReachVariables = Partial<z.output<z.ZodObject<typeof REACH_VARIABLES>>>

/** null: that one is not configured. */
export type ReachSettings = {
  readonly mail: MailSettings | null
  readonly sms: SmsSettings | null
  readonly push: PushSettings | null
}

const TWILIO = 'https://api.twilio.com'
const ADDRESS = /^[^\s<>@,;:"]+@[^\s<>@,;:"]+$/
const NAMED = /^[^<>\r\n]{1,200}<([^\s<>]+)>$/

const isMailbox = (text: string): boolean => ADDRESS.test(NAMED.exec(text)?.[1] ?? text)

const readMail = (found: ReachVariables, faults: string[]): MailSettings | null => {
  const { SMTP_URL: url, WINBACK_MAIL_FROM: from, WINBACK_MAIL_REPLY_TO: replyTo } = found
  if (!url) {
    if (from || replyTo) faults.push('SMTP_URL: needed to send e-mail: smtp://name:password@mail.example:587')
    return null
  }
  // The password is in it: what is wrong is said without showing it.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || new URL(url).hostname === '')
    faults.push(
      'SMTP_URL: write smtp://name:password@mail.example:587, or smtps:// for TLS from the first byte',
    )
  if (!from || !isMailbox(from))
    faults.push(
      'WINBACK_MAIL_FROM: needed with SMTP_URL: who letters are from, such as Shop <hello@shop.example>',
    )
  if (replyTo && !isMailbox(replyTo))
    faults.push('WINBACK_MAIL_REPLY_TO: an address such as help@shop.example')
  return { url, from: from ?? '', replyTo: replyTo ?? null }
}

const readSms = (found: ReachVariables, faults: string[]): SmsSettings | null => {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from } = found
  const root = found.TWILIO_API_ROOT ?? TWILIO
  if (!account && !token && !from && !found.TWILIO_API_ROOT) return null
  const wanted = { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from }
  for (const [name, value] of Object.entries(wanted))
    if (!value)
      faults.push(
        `${name}: needed to send SMS, beside ${Object.keys(wanted)
          .filter((one) => one !== name)
          .join(' and ')}`,
      )
  if (account && !/^AC[0-9a-zA-Z]{8,64}$/.test(account))
    faults.push("TWILIO_ACCOUNT_SID: it begins with AC; Twilio's console shows it")
  if (
    from &&
    !/^\+[1-9]\d{6,14}$/.test(from) &&
    !/^MG\w{8,64}$/.test(from) &&
    !/^[A-Za-z0-9 ]{1,11}$/.test(from)
  )
    faults.push(
      'TWILIO_FROM: a number such as +380441234567, a sender of up to 11 letters, or a messaging service (MG…)',
    )
  if (!URL.canParse(root) || !/^https?:$/.test(new URL(root).protocol))
    faults.push('TWILIO_API_ROOT: an address such as https://api.twilio.com')
  if (!account || !token || !from) return null
  return { account, token, from, root: root.replace(/\/+$/, '') }
}

const readPush = (found: ReachVariables, faults: string[]): PushSettings | null => {
  const { WINBACK_VAPID_PUBLIC: publicKey, WINBACK_VAPID_PRIVATE: privateKey } = found
  const subject = found.WINBACK_VAPID_SUBJECT
  if (!publicKey && !privateKey && !subject) return null
  const make = '`npm run -s winback -- keys vapid` makes both keys'
  if (!publicKey || !/^[\w-]{87}$/.test(publicKey)) faults.push(`WINBACK_VAPID_PUBLIC: 87 letters; ${make}`)
  if (!privateKey || !/^[\w-]{43}$/.test(privateKey))
    faults.push(`WINBACK_VAPID_PRIVATE: 43 letters; ${make}`)
  if (!subject || !/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(subject))
    faults.push(
      'WINBACK_VAPID_SUBJECT: whom a push service may ask: mailto:it@shop.example, or an https address',
    )
  if (!publicKey || !privateKey || !subject) return null
  return { publicKey, privateKey, subject }
}

export const readReachSettings = (found: ReachVariables, faults: string[]): ReachSettings => ({
  ...{ mail: readMail(found, faults), sms: readSms(found, faults), push: readPush(found, faults) },
})
