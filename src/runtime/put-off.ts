// What an item that could not leave is settled with, beside the reason: whether an answer was lost so far, so that the next
// try may be a repeat, and which moment it was given among those that wait as it does. Kept in `why`, read here only.

export type PutOff = {
  readonly why: string
  /** An answer was lost, in the last try or in one before, or may have been. */
  readonly lost: boolean | 'maybe'
  /** Its moment in the queue, ms since 1970; null: it has none. */
  readonly slot: number | null
}

const FORM = /^(lost: |maybe: )?(?:slot (\d+): )?([\s\S]*)$/

export const putOffText = ({ why, lost, slot }: PutOff): string =>
  `${lost === 'maybe' ? 'maybe: ' : lost ? 'lost: ' : ''}${slot === null ? '' : `slot ${slot}: `}${why}`

export const readPutOff = (text: string): PutOff => {
  const [, lost, slot, why = ''] = FORM.exec(text) ?? []
  return {
    why,
    lost: lost === 'maybe: ' ? 'maybe' : lost !== undefined,
    slot: slot === undefined ? null : Number(slot),
  }
}
