// The bytes of what a shopper sent, for agents: asked for when somebody looks, kept nowhere.
import type { Api } from 'grammy'
import type { OpenedFile } from '../../ports/channel.ts'
import type { TelegramSettings } from './settings.ts'

/** The Bot API hands out no larger ones. */
const LARGEST = 20 * 1024 * 1024
const PATIENCE = 30_000

const TYPES: Readonly<Record<string, string>> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' },
  ...{ oga: 'audio/ogg', ogg: 'audio/ogg', mp3: 'audio/mpeg', m4a: 'audio/mp4', mp4: 'video/mp4' },
  ...{ webm: 'video/webm', pdf: 'application/pdf', tgs: 'application/x-tgsticker' },
}

/** null: too old, too large, or unknown to Telegram. */
export const openFile = async (
  api: Api,
  { apiRoot, token }: TelegramSettings,
  ref: string,
): Promise<OpenedFile | null> => {
  try {
    const { file_path: path, file_size: size = 0 } = await api.getFile(ref)
    // A server of one's own in --local mode names a file of its own disk, which is not ours to read.
    if (!path || path.startsWith('/') || size > LARGEST) return null
    const answer = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!answer.ok) return null
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const ending = path.split('.').at(-1)?.toLowerCase() ?? ''
    return bytes.length > LARGEST ? null : { type: TYPES[ending] ?? 'application/octet-stream', bytes }
  } catch {
    return null
  }
}
