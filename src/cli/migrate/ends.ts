// The stores that a shop can be moved between, by the names that the verb takes.
import type { Config } from '../../config.ts'
import { type Opened, openFolderToFill, openFolderToLeave, openRedis } from '../backup/stores.ts'

type Opener = (config: Config) => Promise<Opened>

/** `leave`: a shop is there, and goes. `fill`: one comes. */
export const STORES = {
  sqlite: { leave: openFolderToLeave, fill: openFolderToFill },
  redis: { leave: openRedis, fill: openRedis },
} as const satisfies Readonly<Record<string, { readonly leave: Opener; readonly fill: Opener }>>

export type StoreName = keyof typeof STORES
