// Does the key at hand open what is copied? Asked of a few shoppers before anything of them is written.
import type { BackupRecord } from '../../ports/backup.ts'
import type { Seal } from '../../ports/seal.ts'
import { StartError } from '../../start/start-error.ts'

/** So many shoppers' keys are tried. */
const TRIED = 20

export const createKeyCheck = (seal: Pick<Seal, 'rewrap'>) => {
  let left = TRIED
  /** Throws a StartError where it is another key. */
  return (record: BackupRecord): void => {
    if (record.kind !== 'shopper' || left === 0) return
    left--
    try {
      seal.rewrap(record.key)
    } catch {
      throw new StartError(
        'The sealing key does not open this shop: its codes and its journal would be lost. Set WINBACK_KEY (or WINBACK_KEY_FILE) to the key that it was sealed with.',
      )
    }
  }
}
