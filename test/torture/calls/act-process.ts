// The process to which it happens: does one act when it is told to, as often as it is told, and says what came of it.
import type { StoreError } from '../../../src/ports/store-error.ts'
import { actOf } from './acts.ts'

export type Wanted = { readonly act: string; readonly folder: string; readonly rules: string }
export type CameOfIt =
  | { readonly kind: 'done'; readonly answer: string }
  /** `code` null: no StoreError, but a defect. */
  | { readonly kind: 'failed'; readonly code: string | null; readonly message: string }

process.on('message', async ({ act, folder, rules }: Wanted) => {
  let came: CameOfIt
  try {
    came = { kind: 'done', answer: await actOf(act).run(folder, rules) }
  } catch (error) {
    const { name, code, message, stack } = error as StoreError
    const isOurs = name === 'StoreError'
    came = { kind: 'failed', code: isOurs ? code : null, message: isOurs ? message : String(stack) }
  }
  process.send?.(came)
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
