// What every store keeps, topic by topic. A test file calls the topics with its subject.
import { anyOrderContract } from './contract/any-order.ts'
import { backupContract } from './contract/backup.ts'
import { budgetContract } from './contract/budget.ts'
import { catalogueContract } from './contract/catalogue.ts'
import { claimsContract } from './contract/claims.ts'
import { commitContract } from './contract/commit.ts'
import { dueContract } from './contract/due.ts'
import { erasureContract } from './contract/erasure.ts'
import { eventsContract } from './contract/events.ts'
import { notesContract } from './contract/notes.ts'
import { outboxContract } from './contract/outbox.ts'
import { poolsContract } from './contract/pools.ts'
import { recordsContract } from './contract/records.ts'
import type { Subject } from './contract/subject.ts'
import { visitsContract } from './contract/visits.ts'

export const storeContract = (subject: Subject): void => {
  claimsContract(subject)
  commitContract(subject)
  eventsContract(subject)
  visitsContract(subject)
  dueContract(subject)
  outboxContract(subject)
  erasureContract(subject)
  budgetContract(subject)
  recordsContract(subject)
  catalogueContract(subject)
  notesContract(subject)
  poolsContract(subject)
  backupContract(subject)
  anyOrderContract(subject)
}
