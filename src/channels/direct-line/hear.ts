// Taking in what a client sends: once, whatever it is called and however often it comes; answers what it is called here.
import type { IncomingHttpHeaders } from 'node:http'
import type { Attachment } from '../../core/attachment.ts'
import type { Knock } from '../../ports/hook.ts'
import { Refused } from './answers.ts'
import { type GivenFile, readDataUrl } from './body.ts'
import type { DirectLineDoors } from './doors.ts'
import { isNamed, nameFor, writeEcho } from './echo.ts'
import { attachmentOf, fileName, langOf, meaningOf, mediumOf, typeOf } from './parse.ts'
import { type Activity, type ClientActivity, MAX_FILE } from './protocol.ts'
import { addressOf, idOf, ownLine } from './reading.ts'
import type { Bound } from './token.ts'

/** Who watches a conversation from here. */
export type Watched = {
  /** There may be new lines. */
  readonly wake: (conversation: string) => void
  /** Shows something that is no line: it is not kept. */
  readonly show: (conversation: string, activity: Activity) => void
}

export type Hear = {
  readonly take: (
    knock: Knock,
    bound: Bound,
    says: ClientActivity,
    files: readonly GivenFile[],
  ) => Promise<string>
  /** The conversation was opened; the first time it says hello. */
  readonly open: (knock: Knock, conversation: string, locale: string | null | undefined) => Promise<void>
}

const PLACE = 'The shop keeps nothing now: try again in a moment'
const AGAIN = 2000

export const createHear = (doors: DirectLineDoors, watched: Watched): Hear => {
  const seenOf = (knock: Knock) => doors.seen(knock.headers as IncomingHttpHeaders, knock.sender)

  const open = async (
    knock: Knock,
    conversation: string,
    locale: string | null | undefined,
  ): Promise<void> => {
    // A client that says no locale has a browser that says its languages.
    const lang = langOf(locale) ?? langOf(knock.headers['accept-language'])
    const address = addressOf(conversation)
    // One name for all of them: it is greeted once, whichever of its client's ways of opening come.
    const what = { kind: 'chat_opened' as const, address, ...(lang !== undefined && { lang }) }
    const heard = await doors.inbox.hear({ id: 'open', from: address, seen: seenOf(knock), what })
    if (heard === 'failed') throw new Refused(503, 'ServiceError', PLACE, AGAIN)
    watched.wake(conversation)
  }

  /** What came by a link says all that is to be said; whoever came by none of ours has opened the chat. */
  const arrived = async (
    knock: Knock,
    conversation: string,
    name: string,
    token: string,
    locale: string | null | undefined,
  ): Promise<void> => {
    const lang = langOf(locale) ?? langOf(knock.headers['accept-language'])
    const came = await doors.inbox
      .arrive(name, addressOf(conversation), token, seenOf(knock), lang)
      .catch((error: unknown) => {
        doors.onDefect(error)
        throw new Refused(503, 'ServiceError', PLACE, AGAIN)
      })
    if (came === null) return open(knock, conversation, locale)
    watched.wake(conversation)
  }

  const fits = (wait: number): void => {
    if (wait > 0) throw new Refused(429, 'TooManyRequests', 'Too much at once: wait a moment', wait)
  }

  const keep = async (given: readonly GivenFile[]): Promise<Attachment[]> => {
    const kept: Attachment[] = []
    for (const { type: said, name, bytes } of given) {
      const type = typeOf(said)
      const ref = await doors.files.put(type, bytes)
      if (ref === null) throw new Refused(503, 'ServiceError', 'There is no room for files now', AGAIN)
      kept.push(attachmentOf(ref, type, name, bytes.length))
    }
    return kept
  }

  /** Files that stand in the activity itself. What lies elsewhere is named and never fetched. */
  const inside = (says: ClientActivity) => {
    const found = (says.attachments ?? []).map(({ contentType, contentUrl, name }) => {
      const file = readDataUrl(contentUrl ?? '')
      return {
        file: file && { ...file, name: name ?? null },
        type: typeOf(contentType),
        name: fileName(name),
      }
    })
    if (found.some(({ file }) => file && file.bytes.length > MAX_FILE))
      throw new Refused(413, 'MalformedData', `A file may have ${MAX_FILE} bytes at most`)
    return {
      files: found.flatMap(({ file }) => file ?? []),
      named: found.flatMap(({ file, type, name }): Attachment[] =>
        file || name === undefined ? [] : [{ medium: mediumOf(type), type, name }],
      ),
    }
  }

  /** What is no line of a talk comes back to those who watch now: a client takes it as sent only then. */
  const showBack = (bound: Bound, says: ClientActivity, name: string): string => {
    const { conv } = bound
    const id = `${conv}|${doors.hmac(`direct-line:event:${conv}:${name}`).slice(0, 16)}`
    if (says.type === 'event')
      watched.show(conv, {
        ...{ type: 'event', id, timestamp: new Date(doors.now()).toISOString(), channelId: 'directline' },
        conversation: { id: conv },
        from: { id: bound.user ?? says.from?.id ?? 'shopper', role: 'user' },
        ...(says.name && { name: says.name }),
        ...(says.channelData?.clientActivityID && { channelData: { clientActivityID: name } }),
      })
    return id
  }

  const showTyping = async (conv: string): Promise<void> => {
    const shopper = await doors.find(conv)
    if (shopper === null || !(await doors.manner(shopper)).answers) return
    watched.show(conv, {
      ...{ type: 'typing', id: `${conv}|typing`, timestamp: new Date(doors.now()).toISOString() },
      ...{ channelId: 'directline', conversation: { id: conv } },
      from: { id: 'winback', name: doors.inbox.shopName(), role: 'bot' },
    })
  }

  return {
    open,
    take: async (knock, bound, says, files) => {
      const { conv } = bound
      fits(doors.pace.words.wait(conv))
      const means = meaningOf(says, files.length + (says.attachments?.length ?? 0))
      const name = says.channelData?.clientActivityID ?? nameFor(doors.random)
      const address = addressOf(conv)
      if (means.kind === 'empty')
        throw new Refused(400, 'MissingProperty', 'A message wants a text, or files')
      if (means.kind === 'opened') await open(knock, conv, means.lang ?? says.locale)
      if (means.kind === 'came') await arrived(knock, conv, name, means.token, says.locale)
      if (means.kind !== 'said') return showBack(bound, says, name)

      const named = () => ownLine(doors, conv, (line) => isNamed(line.echo, name))
      const before = await named()
      if (before) return idOf(doors, conv, before)
      // Of an upload, the activity only says again which files there are.
      const given = files.length > 0 ? { files: [], named: [] } : inside(says)
      const all = [...files, ...given.files]
      if (all.length > 0) fits(doors.pace.files.wait(conv))
      const attachments = [...(await keep(all)), ...given.named]
      if (means.text === '' && attachments.length === 0)
        throw new Refused(400, 'MissingProperty', 'A message wants a text, or files')
      const heard = await doors.inbox.hear({
        ...{ id: name, from: address, seen: seenOf(knock) },
        what: {
          ...{ kind: 'said', text: means.text, address },
          ...(means.choice !== undefined && { choice: means.choice }),
          ...(attachments.length > 0 && { attachments }),
          echo: writeEcho(name, bound.user === undefined ? says.from?.id : undefined),
        },
      })
      if (heard === 'failed') throw new Refused(503, 'ServiceError', PLACE, AGAIN)
      watched.wake(conv)
      const line = await named()
      if (heard === 'changed' && !line)
        throw new Refused(400, 'MalformedData', 'Another message was sent under this clientActivityID')
      if (heard === 'heard') await showTyping(conv)
      return line ? idOf(doors, conv, line) : `${conv}|${name}`
    },
  }
}
