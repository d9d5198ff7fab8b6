// A digest's lines in words, for the desk, the board and the terminal.
import type { DigestLine, DigestValue } from '../../core/report/digest.ts'
import type { Unknown } from '../../core/report/effect.ts'
import type { Numbers, Say } from './figures-text.ts'
import { en, type Key } from './words/en.ts'

const valueText = (value: DigestValue, say: Say, number: Numbers): string => {
  switch (value.is) {
    case 'text':
      return value.text
    case 'basis':
      return say(value.text === 'margin' ? 'basis_margin' : 'basis_revenue')
    case 'why':
      return number.why(value.text as Unknown)
    case 'count':
      return number.whole(value.number)
    case 'money':
      return number.money(value.number)
    case 'share':
      return number.share(value.number)
    case 'points':
      return number.points(value.number)
  }
}

/** A line that a newer version wrote is left out: null. */
export const digestText = ({ says, args }: DigestLine, say: Say, number: Numbers): string | null => {
  if (!(says in en)) return null
  const values = Object.entries(args).map(([name, value]) => [name, valueText(value, say, number)])
  return say(says as Key, Object.fromEntries(values))
}

export const PARTS = { earned: 'look_earned', lost: 'look_lost', look: 'look_at' } as const
