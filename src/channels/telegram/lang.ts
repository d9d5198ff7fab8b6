// The language of somebody's Telegram, where it is one of ours. Pure.
import { LANGS, type Lang } from '../../core/meaning.ts'

/** By an IETF tag such as uk or en-GB. */
export const langOfCode = (code: string | undefined): Lang | undefined => {
  const first = code?.toLowerCase().split(/[-_]/)[0]
  return LANGS.find((lang) => lang === first)
}
