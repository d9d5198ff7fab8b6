// On what a shop of a torture is kept, and by how many processes it is served.
import { join } from 'node:path'

export type StoreKind = {
  readonly name: string
  /** Servers that work on it at once. */
  readonly servers: number
  /** Starts what it needs beside the servers; answers the settings that lead there, and how to end it. */
  readonly open: (
    folder: string,
  ) => Promise<{ readonly env: Readonly<Record<string, string>>; readonly close: () => Promise<void> }>
}

export const SQLITE: StoreKind = {
  name: 'sqlite',
  servers: 1,
  open: async (folder) => ({ env: { WINBACK_DATA: join(folder, 'data') }, close: async () => {} }),
}
