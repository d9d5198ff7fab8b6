// Where a list of steps stands: the prefix of its steps' ids, where its end leads, what holds for all of it.
import type { Guards } from './guards.ts'

export type ListPlace = { readonly prefix: string; readonly join: string | null; readonly guards: Guards }
