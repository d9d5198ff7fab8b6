// The files of transcripts beside the flows: tests/*.yaml and *.test.yaml. Reads the disk, judges nothing.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isTranscript, type Source } from '../../rulebook/sources.ts'

/** `path` begins with flows/, with / on every system, as the paths of a rulebook's sources do. */
export const readTranscriptFiles = async (flowsDir: string): Promise<readonly Source[]> => {
  const names = (await readdir(flowsDir, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.ya?ml$/.test(name) && !/(?:^|\/)\./.test(name) && isTranscript(name))
    .toSorted()
  return Promise.all(
    names.map(async (name) => ({
      path: `flows/${name}`,
      text: await readFile(join(flowsDir, name), 'utf8'),
    })),
  )
}
