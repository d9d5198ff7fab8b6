// What stands above the lines of a transcript, read key by key. Knows no places.
import { z } from 'zod'
import type { Hours } from '../../core/agents/hours.ts'
import { HEAD } from './transcript.ts'
import type { Wrong } from './wrong.ts'

export type Head = {
  readonly name: string
  readonly at: string
  readonly language?: 'ru' | 'uk' | 'en' | undefined
  readonly arm: 'offer' | 'holdout' | 'shop_holdout'
  readonly variant?: string | undefined
  readonly hours?: Hours | undefined
  readonly pools: Readonly<Record<string, readonly string[]>>
}

const EXPECTED: Readonly<Record<string, string>> = {
  transcript: 'transcript: and its name',
  at: 'a time such as 2026-11-23 10:00',
  language: 'ru, uk or en',
  arm: 'offer, holdout or shop_holdout',
  variant: 'the name of a variant',
  pools: 'pools: { NAME: [CODE-0001, CODE-0002] }',
  hours: 'days such as mon-fri, each with hours such as 09:00-19:00',
}

const shape = z.object(HEAD)

/** `read` is null where something is wrong; each wrong comes with its key. */
export const readHead = (
  given: Readonly<Record<string, unknown>>,
): { readonly read: Head | null; readonly wrong: readonly (readonly [key: string, wrong: Wrong])[] } => {
  const parsed = shape.safeParse(given)
  if (parsed.success) {
    const { transcript: name, ...rest } = parsed.data
    return { read: { name, ...rest }, wrong: [] }
  }
  const wrong = parsed.error.issues.map(({ path }): readonly [string, Wrong] => {
    const key = String(path[0])
    const message =
      given[key] === undefined
        ? `this transcript lacks ${key}`
        : `${key} cannot be ${JSON.stringify(given[key])}`
    return [key, { message, expected: EXPECTED[key] ?? '' }]
  })
  return { read: null, wrong }
}
