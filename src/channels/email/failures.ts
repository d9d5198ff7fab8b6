// What became of a letter that was not taken, as a DeliveryError: RFC 5321's codes and RFC 3463's, and lost connections.
import { DeliveryError } from '../../ports/channel.ts'

/** As nodemailer throws it. */
export type MailError = {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
  readonly syscall?: string
  /** Which wait was too long; missing where the letter was on its way. */
  readonly timeoutType?: string
}

const MINUTE = 60_000
/** Mailboxes that are not there or take nothing: bad destination, moved, disabled. */
const NO_MAILBOX = /\b5\.(?:1\.[1236]|1\.10|2\.1)\b/
const HAS_STATUS = /\b[245]\.\d{1,3}\.\d{1,3}\b/
/** Nobody was reached, so that nothing can have been taken. */
const BEFORE = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EREQUIRETLS', 'EPROXY'])

const isNobody = ({ responseCode, response = '', command }: MailError): boolean =>
  command === 'RCPT TO' &&
  (NO_MAILBOX.test(response) ||
    (!HAS_STATUS.test(response) && (responseCode === 550 || responseCode === 551)))

/** Was the connection lost where the letter may have been taken already? */
export const isDoubtful = ({ responseCode, code = '', syscall, command, timeoutType }: MailError): boolean =>
  responseCode === undefined &&
  syscall !== 'connect' &&
  !BEFORE.has(code) &&
  command !== 'EHLO' &&
  (timeoutType === undefined || timeoutType === 'SOCKET_TIMEOUT') &&
  ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE'].includes(code)

export const failureOf = (error: MailError): DeliveryError => {
  const { responseCode: status, code = 'unknown' } = error
  // A wrong password is the operator's, and is put right.
  if (code === 'EAUTH' || status === 535 || status === 530)
    return new DeliveryError('smtp_login', true, MINUTE)
  if (status === undefined) return new DeliveryError(`smtp_${code.toLowerCase()}`, true)
  // 421: the server takes nothing from anybody now. Else it is this mailbox, or a greylist.
  if (status >= 400 && status < 500)
    return new DeliveryError(`smtp_${status}`, true, 2 * MINUTE, false, false, status !== 421)
  return new DeliveryError(`smtp_${status}`, false, null, isNobody(error))
}
