// A file's lines, one by one, unpacked where it is gzipped. Owns reading; knows no columns.
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { ReplayProblem } from './problem.ts'

/** No line of a history is longer; what follows in such a line is left out. */
export const LONGEST = 64 * 1024
const CHUNK = 256 * 1024

export type FileLine = { readonly text: string; readonly tooLong: boolean }

/** Called with how many bytes of the file have been read so far. */
export type OnBytes = (read: number, all: number) => void

export async function* fileLines(path: string, onBytes: OnBytes): AsyncGenerator<FileLine> {
  const { size, gzipped } = await look(path)
  const file = createReadStream(path, { highWaterMark: CHUNK })
  const gunzip = gzipped ? createGunzip({ chunkSize: CHUNK }) : null
  if (gunzip) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let skipping = false
  try {
    for await (const chunk of gunzip ?? file) {
      if ((chunk as Buffer).includes(0)) throw new ReplayProblem(`${path} is not a text file`)
      onBytes(file.bytesRead, size)
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const text of lines) {
        if (!skipping) yield line(text)
        skipping = false
      }
      if (rest.length > LONGEST) {
        if (!skipping) yield line(rest)
        skipping = true
        rest = ''
      }
    }
    rest += decoder.decode()
    if (rest !== '' && !skipping) yield line(rest)
  } catch (error) {
    throw broken(path, error)
  } finally {
    file.destroy()
  }
}

const line = (text: string): FileLine => ({
  text: text.slice(0, LONGEST).replace(/\r$/, ''),
  tooLong: text.length > LONGEST,
})

/** Gzip is known by its first two bytes, whatever the file is called. */
const look = async (path: string): Promise<{ size: number; gzipped: boolean }> => {
  try {
    const about = await stat(path)
    if (!about.isFile()) throw new ReplayProblem(`${path} is not a file`)
    if (about.size === 0) throw new ReplayProblem(`${path} is empty`)
    const handle = await open(path)
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
    return { size: about.size, gzipped: buffer[0] === 0x1f && buffer[1] === 0x8b }
  } catch (error) {
    throw broken(path, error)
  }
}

const broken = (path: string, error: unknown): unknown => {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT') return new ReplayProblem(`There is no file ${path}`)
  if (code === 'EACCES') return new ReplayProblem(`${path} may not be read by this user`)
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new ReplayProblem(`The gzip data of ${path} is broken or cut short; nothing was replayed`)
  return error
}
