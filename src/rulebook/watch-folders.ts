// Tells that something below some folders may have changed: fs.watch for speed, a poll of times and sizes for
// certainty (network drives, containers, renamed folders). Knows nothing of what is in the files.
import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filesBelow } from './sources.ts'

export type Watching = { readonly close: () => void }

export type WatchTimes = {
  /** Quiet for this long after the last change, ms. */
  readonly settle: number
  readonly poll: number
}

/** Names, times and sizes of all files; unreadable folders count as empty. */
const stampOf = async (dirs: readonly string[]): Promise<string> => {
  const stamps = await Promise.all(
    dirs.map(async (dir) => {
      const names = await filesBelow(dir).catch(() => [])
      const files = names.map(async (name) => {
        const found = await stat(join(dir, name)).catch(() => null)
        return `${name} ${found?.mtimeMs} ${found?.size} ${found?.ino}`
      })
      return (await Promise.all(files)).join('\n')
    }),
  )
  return stamps.join('\n\n')
}

export const watchFolders = async (
  dirs: readonly string[],
  changed: () => void,
  times: WatchTimes = { settle: 100, poll: 500 },
): Promise<Watching> => {
  let closed = false
  let settling: NodeJS.Timeout | undefined
  let stamp = await stampOf(dirs)
  const soon = (): void => {
    clearTimeout(settling)
    if (!closed) settling = setTimeout(changed, times.settle)
  }
  const watchers = dirs.flatMap((dir): FSWatcher[] => {
    try {
      const watcher = watch(dir, { recursive: true, persistent: false }, soon)
      // A folder that goes away ends its watcher; the poll goes on.
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      return []
    }
  })
  const poll = async (): Promise<void> => {
    const now = await stampOf(dirs).catch(() => stamp)
    if (now !== stamp) soon()
    stamp = now
    if (!closed) timer = setTimeout(poll, times.poll).unref()
  }
  let timer = setTimeout(poll, times.poll).unref()
  return {
    close: () => {
      closed = true
      clearTimeout(timer)
      clearTimeout(settling)
      for (const watcher of watchers) watcher.close()
    },
  }
}
