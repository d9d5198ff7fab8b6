// What shoppers send beside words: which of it there is, where it lies, and its bytes for agents. Goes to no host but the
// channel's own and Microsoft's stores of files; our token goes to the channel's own only.
import type { Attachment, Medium } from '../../core/attachment.ts'
import type { OpenedFile } from '../../ports/channel.ts'
import type { Activity, ActivityFile } from './activity.ts'

/** Stores that channels keep files in; their addresses carry their own permission. */
const STORES = [
  '.sharepoint.com',
  '.sharepoint.us',
  '.botframework.com',
  '.botframework.azure.us',
  '.svc.ms',
  '.svc.us',
]
const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info'
/** Not files: the same words in HTML, and cards. */
const NO_FILE = /^(?:text\/html$|application\/vnd\.microsoft\.card\.)/i

const LARGEST = 20 * 1024 * 1024
const WITHIN = 20_000
const MOST = 10

const hostOf = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null)

const isStore = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && STORES.some((store) => hostname.endsWith(store))

/** `own `: at the channel itself, with our token; `store `: by itself. What lies elsewhere has none. */
const refOf = (address: string, service: string): string | undefined => {
  const url = hostOf(address)
  if (!url || url.username || url.password) return undefined
  if (url.origin === new URL(service).origin) return `own ${url.href}`
  return isStore(url) ? `store ${url.href}` : undefined
}

const mediumOf = (type: string): Medium => {
  if (type.startsWith('image/')) return 'photo'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'file'
}

const textIn = (content: unknown, field: string): string | undefined => {
  const found = typeof content === 'object' && content !== null ? Reflect.get(content, field) : undefined
  return typeof found === 'string' ? found : undefined
}

const oneOf = (
  { contentType, contentUrl, name, content }: ActivityFile,
  service: string,
): Attachment | null => {
  const type = contentType ?? ''
  if (NO_FILE.test(type)) return null
  const address = type === TEAMS_FILE ? textIn(content, 'downloadUrl') : (contentUrl ?? undefined)
  if (address === undefined) return null
  const ref = refOf(address, service)
  const real = type === TEAMS_FILE ? undefined : type
  const named = name?.slice(0, 200)
  return {
    medium: mediumOf(real ?? ''),
    ...(ref !== undefined && ref.length <= 4000 && { ref }),
    ...(named && { name: named }),
    ...(real && { type: real.slice(0, 200) }),
  }
}

export const attachmentsOf = ({ attachments, serviceUrl }: Activity): readonly Attachment[] =>
  (attachments ?? []).flatMap((file) => oneOf(file, serviceUrl) ?? []).slice(0, MOST)

/** Whole, or not at all. */
const bytesOf = async (answer: Response): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > LARGEST) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** `token`: ours for the channel's own host; null: none is needed there. */
export const openFile = async (
  ref: string,
  token: () => Promise<string | null>,
): Promise<OpenedFile | null> => {
  const [kind, address = ''] = ref.split(' ')
  const url = hostOf(address)
  if (!url || (kind !== 'own' && !(kind === 'store' && isStore(url)))) return null
  const bearer = kind === 'own' ? await token() : null
  // A way on could lead our token anywhere; none is followed.
  const answer = await fetch(url, {
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN),
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    return null
  }
  const bytes = await bytesOf(answer)
  return bytes && { type: answer.headers.get('content-type') ?? 'application/octet-stream', bytes }
}
