// Letters over SMTP, by nodemailer's pool. A letter that may have been taken is sent at most once more, under the same
// Message-ID. Knows no shopper.
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Catalogue } from '../../ports/catalogue.ts'
import { type Channel, DeliveryError, type Outgoing } from '../../ports/channel.ts'
import { failureOf, isDoubtful, type MailError } from './failures.ts'
import { type LetterShop, letterOf } from './render.ts'
import type { MailSettings } from './settings.ts'

export const CHANNEL = 'email'

const TIMES = {
  connectionTimeout: 20_000,
  greetingTimeout: 20_000,
  socketTimeout: 60_000,
  dnsTimeout: 10_000,
}
/** So many doubtful letters are remembered. */
const MOST_DOUBTS = 10_000

const ADDRESS = /<?([^\s<>@]+)@([^\s<>@]+?)>?$/
/** One address and nothing that another header could be hidden in. */
const isAddress = (id: string): boolean =>
  id.length <= 254 && /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/.test(id)

/** The same for every try of the same message. */
export const messageIdOf = (key: string, from: string): string =>
  `<${createHash('sha256').update(key).digest('base64url').slice(0, 32)}@${ADDRESS.exec(from)?.[2] ?? 'winback'}>`

/** RFC 8058 and 3834: one click ends them, and no absence note answers. */
export const headersOf = ({ links, answer }: Pick<Outgoing, 'links' | 'answer'>): Record<string, string> => ({
  'Auto-Submitted': answer ? 'auto-replied' : 'auto-generated',
  ...(links?.stop && {
    'List-Unsubscribe': `<${links.stop}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'bulk',
  }),
})

export type MailChannel = { readonly channel: Channel; readonly close: () => void }

export const createMailChannel = (parts: {
  readonly settings: MailSettings
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly shop: () => LetterShop
  /** Shorter times, for tests. */
  readonly times?: Partial<typeof TIMES>
}): MailChannel => {
  const { settings, catalogue, shop } = parts
  const transport = createTransport(settings.url, {
    ...{ pool: true, maxConnections: 3, disableFileAccess: true, disableUrlAccess: true },
    ...{ ...TIMES, ...parts.times },
    // Whether a lost one may be sent again is ours to say.
    maxRequeues: 0,
  } as object)
  const doubts = new Set<string>()

  const failed = (error: MailError, key: string): DeliveryError => {
    if (!isDoubtful(error)) return failureOf(error)
    if (doubts.has(key)) return new DeliveryError('smtp_no_answer', false)
    if (doubts.size >= MOST_DOUBTS) doubts.delete(doubts.values().next().value ?? '')
    doubts.add(key)
    return new DeliveryError('smtp_no_answer', true, null, false, true)
  }

  const send = async (message: Outgoing): Promise<void> => {
    const { to, key } = message
    if (!isAddress(to.id)) throw new DeliveryError('not_an_address', false, null, true)
    const ids = message.goods?.lines.map(({ item }) => item) ?? []
    const items = ids.length > 0 ? await catalogue.find(ids) : new Map()
    const letter = letterOf(message, items, shop())
    try {
      await transport.sendMail({
        ...letter,
        ...{ from: settings.from, to: { name: '', address: to.id } },
        ...(settings.replyTo && { replyTo: settings.replyTo }),
        ...{ messageId: messageIdOf(key, settings.from), headers: headersOf(message) },
      })
      doubts.delete(key)
    } catch (error) {
      throw failed(error as MailError, key)
    }
  }

  return {
    // The relay cuts nothing: a letter may be as long as any text of ours.
    channel: { name: CHANNEL, can: { buttons: 12, text: 20_000, writes_first: true, cart_link: true }, send },
    close: () => transport.close(),
  }
}
