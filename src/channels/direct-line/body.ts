// Bodies read: JSON by its schema, an upload into its activity and its files. Says what is wrong in a sentence.
import type { z } from 'zod'
import type { Knock } from '../../ports/hook.ts'
import { Refused } from './answers.ts'
import { activity, type ClientActivity, MAX_BODY, MAX_FILE, MAX_FILES, MAX_UPLOAD } from './protocol.ts'

export type GivenFile = { readonly type: string; readonly name: string | null; readonly bytes: Uint8Array }

const tooLarge = (what: string, bytes: number): Refused =>
  new Refused(413, 'MalformedData', `${what} may have ${bytes} bytes at most`)

const parse = (bytes: Uint8Array): unknown => {
  const text = new TextDecoder().decode(bytes).trim()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(400, 'MalformedData', 'The body is no JSON')
  }
}

const check = <S extends z.ZodType>(given: unknown, schema: S): z.output<S> => {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  throw new Refused(400, 'MalformedData', faults.join('; '))
}

export const readBody = <S extends z.ZodType>({ body }: Knock, schema: S): z.output<S> => {
  if (body.length > MAX_BODY) throw tooLarge('A body', MAX_BODY)
  return check(parse(body), schema)
}

/** As `contentUrl` of an attachment may hold it: data:TYPE;base64,... */
export const readDataUrl = (url: string): Omit<GivenFile, 'name'> | null => {
  const [, type = '', data] = /^data:([\w.+-]+\/[\w.+-]+)[^,]{0,100};base64,([\w+/=-]*)$/.exec(url) ?? []
  return data === undefined ? null : { type, bytes: Buffer.from(data, 'base64') }
}

export type Upload = { readonly says: ClientActivity; readonly files: readonly GivenFile[] }

const partsOf = async (knock: Knock, type: string): Promise<FormData> => {
  try {
    return await new Response(Buffer.from(knock.body), { headers: { 'content-type': type } }).formData()
  } catch {
    throw new Refused(400, 'MalformedData', 'The body is no multipart/form-data')
  }
}

const nameIn = (disposition: string | undefined): string | null =>
  /filename="([^"]*)"/.exec(disposition ?? '')?.[1] ?? null

/** Several files and what was said with them, or one file alone, as the protocol has both. */
export const readUpload = async (knock: Knock): Promise<Upload> => {
  if (knock.body.length > MAX_UPLOAD) throw tooLarge('An upload', MAX_UPLOAD)
  const type = knock.headers['content-type'] ?? ''
  const files: GivenFile[] = []
  let says: ClientActivity = check({}, activity)
  if (/^multipart\/form-data/i.test(type)) {
    for (const [field, value] of await partsOf(knock, type)) {
      const isFile = value instanceof Blob
      const bytes = new Uint8Array(isFile ? await value.arrayBuffer() : Buffer.from(value))
      if (field === 'activity') says = check(parse(bytes), activity)
      else if (isFile) files.push({ type: value.type, name: value.name, bytes })
    }
  } else if (knock.body.length > 0) {
    files.push({ type, name: nameIn(knock.headers['content-disposition']), bytes: knock.body })
  }
  if (files.length > MAX_FILES)
    throw new Refused(400, 'MalformedData', `An upload may have ${MAX_FILES} files at most`)
  if (files.some(({ bytes }) => bytes.length > MAX_FILE)) throw tooLarge('A file', MAX_FILE)
  return { says, files }
}
