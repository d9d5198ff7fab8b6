// Which encoding a text is in, by its first bytes; and what is no text at all. Reads no file.
import { ImportProblem } from './problem.ts'

export type Encoding = {
  /** A label of the WHATWG Encoding Standard. */
  readonly label: string
  /** Nobody said so: it is what such bytes usually are. */
  readonly guessed: boolean
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte)

const refuseBinary = (bytes: Buffer, name: string): void => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    throw new ImportProblem(`${name} is a ZIP file or an Excel workbook. Unpack it, or save it as CSV.`)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new ImportProblem(`${name} is an old Excel workbook. Save it as CSV.`)
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46))
    throw new ImportProblem(`${name} is a PDF. Export CSV instead.`)
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // The last character may go on beyond these bytes.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** What the XML prologue says, if there is one. */
const declared = (bytes: Buffer): string | undefined =>
  /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.subarray(0, 300).toString('latin1'))?.[1]

/** `bytes`: the beginning of the file. `wanted`: what the user says; it goes first. */
export const encodingOf = (bytes: Buffer, name: string, wanted?: string): Encoding => {
  refuseBinary(bytes, name)
  if (wanted) return { label: known(wanted, name), guessed: false }
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { label: 'utf-8', guessed: false }
  if (startsWith(bytes, 0xff, 0xfe)) return { label: 'utf-16le', guessed: false }
  if (startsWith(bytes, 0xfe, 0xff)) return { label: 'utf-16be', guessed: false }
  if (bytes.includes(0)) throw new ImportProblem(`${name} is not a text file`)
  const says = declared(bytes)
  if (says) return { label: known(says, name), guessed: false }
  return isUtf8(bytes) ? { label: 'utf-8', guessed: false } : { label: 'windows-1251', guessed: true }
}

const known = (label: string, name: string): string => {
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw new ImportProblem(
      `${name}: there is no encoding "${label}"; known are utf-8, windows-1251, koi8-u and others`,
    )
  }
}
