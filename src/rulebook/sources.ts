// The files of flows/ and locales/ as sources with paths of their own, and their hash. Reads the disk, judges nothing.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `path` is flows/... or locales/..., with / on every system, so that a hash does not tell where a shop keeps it. */
export type Source = { readonly path: string; readonly text: string }

/** Transcripts stand beside flows and are not part of them. */
export const isTranscript = (path: string): boolean =>
  /\.test\.ya?ml$/.test(path) || /(?:^|\/)tests\//.test(path)

const isSource = (name: string): boolean => /\.ya?ml$/.test(name) && !/(?:^|\/)\./.test(name)

/** The sources below one folder; throws ENOENT where the folder is missing. */
export const filesBelow = async (dir: string): Promise<readonly string[]> => {
  const names = await readdir(dir, { recursive: true })
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isSource(name) && !isTranscript(name))
    .toSorted()
}

const readBelow = async (dir: string, as: string): Promise<Source[]> => {
  const names = await filesBelow(dir)
  const read = await Promise.all(
    names.map(async (name) => ({
      path: `${as}/${name}`,
      // An editor may have taken the file away between the listing and now; it will come back.
      text: await readFile(join(dir, name), 'utf8').catch(() => null),
    })),
  )
  return read.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]))
}

export const readSources = async (flowsDir: string, localesDir: string): Promise<readonly Source[]> => [
  ...(await readBelow(flowsDir, 'flows')),
  ...(await readBelow(localesDir, 'locales')),
]

const inOrder = (sources: readonly Source[]): readonly Source[] =>
  sources.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

/** The sources as the store keeps them. */
export const writeSources = (sources: readonly Source[]): string =>
  JSON.stringify(inOrder(sources).map(({ path, text }) => [path, text]))

/** null where the text was not written by writeSources. */
export const parseSources = (written: string): readonly Source[] | null => {
  try {
    const pairs: unknown = JSON.parse(written)
    if (!Array.isArray(pairs)) return null
    return pairs.map(([path, text]: [unknown, unknown]) => ({ path: String(path), text: String(text) }))
  } catch {
    return null
  }
}

export const hashSources = (sources: readonly Source[]): string =>
  createHash('sha256').update(writeSources(sources)).digest('hex')
