// Placeholder.
import type { Adapter } from '../../ports/adapter.ts'
import type { PushSettings } from './settings.ts'
export const openPush = (_s: PushSettings, _p: object): Adapter => ({})
