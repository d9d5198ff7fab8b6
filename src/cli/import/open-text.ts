// A file or standard input as text: unpacked where it is gzipped, decoded, in pieces. Knows no format.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Encoding, encodingOf } from './encoding.ts'
import { ImportProblem } from './problem.ts'

const CHUNK = 256 * 1024

/** Called with how many bytes of the file have been read, and how many there are (0: nobody knows). */
export type OnBytes = (read: number, all: number) => void

export type OpenedText = {
  /** How the file is called in sentences. */
  readonly name: string
  readonly encoding: Encoding
  /** The first piece; it comes again from `pieces`. */
  readonly beginning: string
  readonly pieces: () => AsyncGenerator<string>
}

const STDIN = '-'

export const openText = async (
  file: string,
  encoding: string | undefined,
  onBytes: OnBytes,
): Promise<OpenedText> => {
  const name = file === STDIN ? 'standard input' : file
  const raw = file === STDIN ? process.stdin : await openFile(file, onBytes)
  const bytes = await peek(unpacked(await peek(raw[Symbol.asyncIterator](), name), name), name)
  if (bytes.head.length === 0) throw new ImportProblem(`${name} is empty`)
  const found = encodingOf(bytes.head, name, encoding)
  const decoder = new TextDecoder(found.label, { fatal: !found.guessed && found.label === 'utf-8' })
  const beginning = new TextDecoder(found.label).decode(bytes.head, { stream: true })
  return {
    ...{ name, encoding: found, beginning },
    pieces: async function* () {
      let lines = 1
      try {
        for await (const chunk of bytes.all()) {
          const text = decoder.decode(chunk, { stream: true })
          yield text
          lines += text.split('\n').length - 1
        }
        yield decoder.decode()
      } catch (error) {
        throw said(error, name, lines)
      }
    },
  }
}

const openFile = async (path: string, onBytes: OnBytes): Promise<Readable> => {
  try {
    const about = await stat(path)
    if (!about.isFile() && !about.isFIFO()) throw new ImportProblem(`${path} is not a file`)
    const stream = createReadStream(path, { highWaterMark: CHUNK })
    stream.on('data', () => onBytes(stream.bytesRead, about.size))
    return stream.pause()
  } catch (error) {
    throw said(error, path, 0)
  }
}

type Bytes = AsyncIterator<Buffer>
type Peeked = { readonly head: Buffer; readonly all: () => AsyncGenerator<Buffer> }

/** Reads on until there is enough to judge by; what was read comes again. */
const peek = async (bytes: Bytes, name: string): Promise<Peeked> => {
  const read: Buffer[] = []
  let size = 0
  while (size < CHUNK) {
    const next = await bytes.next().catch((error) => {
      throw said(error, name, 0)
    })
    if (next.done) break
    read.push(next.value)
    size += next.value.length
  }
  return {
    head: Buffer.concat(read),
    all: async function* () {
      yield* read
      for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value
    },
  }
}

/** Gzip is known by its first two bytes, whatever the file is called. */
const unpacked = ({ head, all }: Peeked, name: string): Bytes => {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return all()
  const gunzip = createGunzip({ chunkSize: CHUNK })
  const packed = Readable.from(all(), { objectMode: false })
  packed.on('error', (error) => gunzip.destroy(said(error, name, 0) as Error)).pipe(gunzip)
  return gunzip[Symbol.asyncIterator]()
}

const said = (error: unknown, name: string, lines: number): unknown => {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOENT') return new ImportProblem(`There is no file ${name}`)
  if (code === 'EACCES') return new ImportProblem(`${name} may not be read by this account`)
  if (code === 'EISDIR') return new ImportProblem(`${name} is not a file`)
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new ImportProblem(`The gzip data of ${name} is broken or cut short; nothing was imported`)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new ImportProblem(
      `${name}: after line ${lines} there is text that is not UTF-8; nothing was imported. ` +
        'Say --encoding windows-1251 (or what it is).',
    )
  return error
}
