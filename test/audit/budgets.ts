// Money: no issue beyond the ceiling in force at that point of the journal, ceilings no higher than the rules say, and
// the budgets' sums are what the journal moved.
import type { Entry, Move } from './entries.ts'
import type { Check, Finding } from './records.ts'
import type { Journal, Told } from './told.ts'

type Sums = { reserved: number; spent: number }
type Limits = Readonly<Record<string, number | null>>
type Budgets = NonNullable<Entry['budgets']>

const SHOP = 'shop'

/** What the rules allow for this counter; null: nothing is said of it, or no bound. */
const allowed = (budgets: Budgets, name: string): number | null => {
  const [of = '', what] = name.split('#')
  const limits: Limits | undefined = of === SHOP ? budgets.shop : budgets.campaigns[of]
  if (!limits) return null
  if (what === undefined) return limits.amount ?? null
  if (what === 'codes') return limits.codes ?? null
  const period = /^(day|week|month):/.exec(what)?.[1]
  return period ? (limits[`per_${period}`] ?? null) : null
}

/** What steering had moved there when the turn was decided. */
const steered = ({ entry }: Told, name: string): number =>
  Math.max(0, entry.event?.around?.campaigns?.[name]?.budget ?? 0)

export const createBudgetCheck = (journal: Journal): Check => {
  const kept = new Map<string, Sums>()
  const findings: Finding[] = []
  const tell = (what: string): void => void findings.push({ check: 'budget', what })

  const goThrough = (told: readonly Told[], sums: Map<string, Sums>): void => {
    /** Rules that changed a moment ago may still be in force in another process. */
    let inForce: Budgets[] = []
    const atIssue = (one: Told, [name, , , ceiling]: Move, total: number): void => {
      if (ceiling === undefined) return
      const where = `${one.chain && `${one.chain}:`}${one.seq}`
      if (total > ceiling) tell(`entry ${where}: an issue brought ${name} to ${total}, beyond its ${ceiling}`)
      const bounds = inForce.map((budgets) => allowed(budgets, name))
      if (bounds.length === 0 || bounds.includes(null)) return
      const most = Math.max(...bounds.map((bound) => bound ?? 0)) + steered(one, name)
      if (ceiling > most) tell(`entry ${where}: ${name} was held to ${ceiling}, and the rules allow ${most}`)
    }
    for (const one of told) {
      if (one.entry.budgets) inForce = [...inForce.slice(-1), one.entry.budgets]
      for (const move of one.did?.moves ?? []) {
        const [name, reserved, spent] = move
        const sum = sums.get(name) ?? { reserved: 0, spent: 0 }
        sums.set(name, sum)
        sum.reserved += reserved
        sum.spent += spent
        atIssue(one, move, sum.reserved + sum.spent)
      }
      checkBound(one, inForce)
    }
  }

  /** A code that the rules gave out of a bounded sum was held to a ceiling. */
  const checkBound = ({ did, seq }: Told, inForce: readonly Budgets[]): void => {
    for (const { code, campaign, for: other } of did?.issued ?? []) {
      const isFact = did?.used.some((use) => use.code === code && use.overrun !== undefined)
      const bounds = inForce.map((budgets) => allowed(budgets, campaign))
      if (other !== undefined || isFact || bounds.length === 0 || bounds.includes(null)) continue
      const isHeld = did?.moves.some(([name, , , ceiling]) => name === campaign && ceiling !== undefined)
      if (!isHeld) tell(`entry ${seq}: ${code} was issued without asking ${campaign} for room`)
    }
  }

  return {
    take: (record) => {
      if (record.kind === 'budget')
        kept.set(record.budget, { reserved: record.reserved, spent: record.spent })
    },
    end: () => {
      const told = journal.inOrder()
      const isOld = ({ did, entry }: Told): boolean => did === null && entry.event !== undefined
      const isLost = ({ did, entry }: Told): boolean => did === null && entry.event === undefined
      const moved = new Map<string, Sums>()
      for (const [name, reserved, spent] of told.flatMap(({ did }) => did?.moves ?? [])) {
        const sum = moved.get(name) ?? { reserved: 0, spent: 0 }
        moved.set(name, { reserved: sum.reserved + reserved, spent: sum.spent + spent })
      }
      const begin = new Map<string, Sums>()
      const hasOld = told.some(isOld)
      const isWhole = !told.some(isLost)
      for (const name of new Set([...kept.keys(), ...moved.keys()])) {
        const is = kept.get(name) ?? { reserved: 0, spent: 0 }
        const was = moved.get(name) ?? { reserved: 0, spent: 0 }
        const [reserved, spent] = [is.reserved - was.reserved, is.spent - was.spent]
        // Entries of before they told their moves moved the rest.
        if (hasOld && isWhole) begin.set(name, { reserved, spent })
        else if (isWhole && (reserved !== 0 || spent !== 0))
          tell(
            `${name} stands at ${is.reserved} reserved and ${is.spent} spent; the journal moved ${was.reserved} and ${was.spent}`,
          )
      }
      goThrough(told, begin)
      return findings
    },
  }
}
