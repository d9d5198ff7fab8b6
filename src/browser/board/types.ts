// What the board's doors answer, as its page reads it. Sums are minor units, times ms since 1970 by the server's clock.
import type { CampaignMove } from '../../core/around.ts'
import type { Digest } from '../../core/report/digest.ts'
import type { Report } from '../../core/report/report.ts'

export type {
  Breakdown,
  CampaignReport,
  Compared,
  DayReport,
  GroupReport,
  VariantReport,
} from '../../core/report/report.ts'
export type { Digest, Report }

export type Board = {
  readonly shop_name: string
  readonly is_demo: boolean
  readonly moves: Readonly<Record<string, CampaignMove>> | null
  readonly report: Report
  /** This one was made before it was asked for: a newer one can be had in so many ms. */
  readonly newer_in: number | null
}

export type Digests = { readonly digests: readonly Digest[]; readonly time_zone: string }
