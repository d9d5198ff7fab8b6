// What an agent has half-written or chosen, kept by ticket: through every redraw, a reload, and a session's end.

export type Draft = {
  tab?: 'note' | 'send'
  note?: string
  send?: string
  offer?: string
  /** As typed, so that half a number is kept too. */
  terms?: { value?: string; up_to?: string; minimum?: string; valid?: string; gift?: string }
  changing?: boolean
  /** What the chosen offer would have cost when it was looked at last, minor units. */
  seen?: number
  /** The offer and the terms that were looked at then. */
  seen_for?: string
  /** The digest of cart and terms as they were looked at. */
  seen_digest?: string
  /** Whether the offers outside the rules are shown. */
  outside?: boolean
  declining?: boolean
  reason?: string
  why?: string
  words?: string
  issue_why?: string
  revoking?: string
  revoke_why?: string
  /** The side that a narrow screen shows. */
  side?: 'talk' | 'decide' | 'facts'
}

const keyOf = (agent: string, place: string): string => `winback.draft.${agent}.${place}`

export const createDrafts = (agent: string) => {
  const known = new Map<string, Draft>()
  const read = (place: string): Draft => {
    try {
      return JSON.parse(sessionStorage.getItem(keyOf(agent, place)) ?? '{}') as Draft
    } catch {
      return {}
    }
  }
  const of = (place: string): Draft => {
    const draft = known.get(place) ?? read(place)
    known.set(place, draft)
    return draft
  }
  return {
    of,
    /** Changes what is kept; undefined forgets. */
    set: (place: string, changed: { [K in keyof Draft]?: Draft[K] | undefined }): void => {
      const draft = Object.assign(of(place), changed)
      try {
        sessionStorage.setItem(keyOf(agent, place), JSON.stringify(draft))
      } catch {
        // A browser that keeps nothing still has it until the page is left.
      }
    },
    /** On signing out on purpose: the next agent at this browser reads nothing. */
    forget: (): void => {
      known.clear()
      const mine = Object.keys(sessionStorage).filter((key) => key.startsWith(`winback.draft.${agent}.`))
      for (const key of mine) sessionStorage.removeItem(key)
    },
  }
}
