// What agents did, of all shoppers, at whatever desk: read from the talks, where every act leaves its line. Changes nothing.
import { readDocument } from '../../core/document.ts'
import type { Did } from '../../core/effect.ts'
import type { Records, TalkLine } from '../../ports/records.ts'

/** `text`: the reason given, or what was written. `desk` null: nobody said, as of before there were several. */
export type Audited = {
  readonly at: number
  readonly agent: string
  readonly act: Did['act'] | 'send' | 'note'
  readonly shopper: string
  readonly desk: string | null
  readonly text: string
  readonly did: Did | null
}

/** Nobody but the engine did these, though they stand as notes. */
const NOT_DONE: ReadonlySet<Did['act']> = new Set(['joined', 'kept_back', 'first_dropped'])

/** Whether an agent ever had to do with a shopper, told by the bytes: most documents need not be read for it. */
const MET = /"ticket_count":[1-9]|"agent":"|"state":"revoked"/
const PAGE = 500

const auditedOf = (line: TalkLine, shopper: string): Audited | null => {
  const { at, who, by, did, text, desk } = line
  if (by === undefined || (who !== 'agent' && who !== 'note')) return null
  if (did && NOT_DONE.has(did.act)) return null
  const act = did?.act ?? (who === 'agent' ? 'send' : 'note')
  return { at, agent: by, act, shopper, desk: did?.desk ?? desk ?? null, text, did: did ?? null }
}

/** Since `since`, ms since 1970, newest first. Of two shoppers who are one the lines are told once. */
export const auditOf = async (
  records: Pick<Records, 'shoppers' | 'lines'>,
  since: number,
  most: number,
): Promise<readonly Audited[]> => {
  const all: Audited[] = []
  for await (const document of records.shoppers()) {
    if (!MET.test(document)) continue
    const { id: shopper, folded_into } = readDocument(document)
    if (folded_into) continue
    for (let seq = 0; ; ) {
      const lines = await records.lines(shopper, seq, PAGE)
      for (const line of lines) {
        const one = line.at >= since ? auditedOf(line, shopper) : null
        if (one) all.push(one)
      }
      seq = lines.at(-1)?.seq ?? seq
      if (lines.length < PAGE) break
    }
  }
  return all.toSorted((a, b) => b.at - a.at || (a.shopper < b.shopper ? -1 : 1)).slice(0, most)
}
