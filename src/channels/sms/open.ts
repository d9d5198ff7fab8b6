// SMS as an adapter: sends by Twilio, and takes in what people answer, so that a word to stop stops here too.
import type { Adapter } from '../../ports/adapter.ts'
import type { Answer, Knock } from '../../ports/hook.ts'
import type { Inbox } from '../../ports/inbox.ts'
import { CHANNEL, createSmsChannel, numberOf } from './channel.ts'
import type { SmsSettings } from './settings.ts'
import { createTwilio, isFromTwilio } from './twilio.ts'

const PATH = '/hooks/sms/twilio'
/** Nothing is answered at once: what there is to say goes out by itself. */
const TAKEN: Answer = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' }
const LONGEST = 1600

export const openSms = (
  settings: SmsSettings,
  { inbox, url }: { readonly inbox: Inbox; readonly url: () => string },
): Adapter => {
  const answer = async ({ body, headers }: Knock): Promise<Answer> => {
    const form = new URLSearchParams(Buffer.from(body).toString())
    if (!isFromTwilio(settings.token, `${url()}${PATH}`, form, headers['x-twilio-signature']))
      return { status: 403, body: 'The signature is not right' }
    const id = form.get('MessageSid') ?? ''
    const number = numberOf(form.get('From') ?? '')
    const text = (form.get('Body') ?? '').slice(0, LONGEST)
    // What a status callback tells has no words.
    if (id === '' || number === null || form.get('Body') === null) return TAKEN
    const address = { channel: CHANNEL, id: number }
    const files = Number(form.get('NumMedia') ?? 0)
    const attachments = Array.from({ length: Math.min(files || 0, 10) }, (_, n) => ({
      ...({ medium: 'file' } as const),
      ...(form.get(`MediaContentType${n}`) && { type: form.get(`MediaContentType${n}`)! }),
      ...(form.get(`MediaUrl${n}`) && { ref: form.get(`MediaUrl${n}`)! }),
    }))
    const what = { kind: 'said', text, address, ...(attachments.length > 0 && { attachments }) } as const
    const heard = await inbox.hear({ id, from: address, what })
    return heard === 'failed' ? { status: 503, body: 'Send it again in a moment' } : TAKEN
  }
  return {
    channels: [createSmsChannel(createTwilio(settings))],
    hooks: [{ method: 'POST', path: PATH, largest: 64 * 1024, answer }],
  }
}
