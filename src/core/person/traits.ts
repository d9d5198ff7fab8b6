// What the shop, or a page, tells of a person. Plain data.
import type { Purpose } from '../contact/consent.ts'
import type { Lang } from '../meaning.ts'

export type Traits = {
  readonly language?: Lang
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** "MM-DD" or "YYYY-MM-DD". */
  readonly birthday?: string
  readonly region?: string
  readonly device?: string
  readonly source?: string
  /** What the page or the shop knows one device by. */
  readonly device_id?: string
  /** Where goods are delivered to, in one line. */
  readonly address?: string
  /** The shop's own points of this shopper. */
  readonly points?: number
  /** An IANA name such as Europe/Kyiv. */
  readonly time_zone?: string
}

/** A consent as it is told: of one address, or of a channel. `at`: when it was given, where that was not just now. */
export type ToldConsent = {
  readonly channel: string
  readonly id?: string
  readonly purpose: Purpose
  readonly given: boolean
  readonly at?: number
  readonly source: string
  readonly wording?: string
}
