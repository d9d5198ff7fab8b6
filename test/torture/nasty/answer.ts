// What every answer of ours must be, whatever was asked: no fault of the server's, a problem in its form, nothing of what
// was sent back as a page's markup.
import { PROBLEM_CODES } from '../../../src/http/problem-codes.ts'
import { MARKUP } from './texts.ts'

export type Answered = { readonly status: number; readonly type: string; readonly text: string }

/** An answer takes so long at most, ms: one that hangs is a fault of its own. */
const PATIENCE = 10_000

export const ask = async (url: string, more: RequestInit): Promise<Answered> => {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE), ...more })
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }
}

/**
 * `problems`: the door tells its refusals as problems, those of `api` by the codes that it documents; channels' doors speak
 * as their other end expects.
 */
export const faultsOf = ({ status, type, text }: Answered, problems: 'api' | 'own' | null): string[] => {
  const faults: string[] = []
  if (status >= 500) faults.push(`it answered ${status} ${text.slice(0, 200)}`)
  if (type.includes('html') && text.includes(MARKUP)) faults.push('a page holds markup that was sent')
  if (/node_modules|\.ts:\d+/.test(text) && !type.includes('javascript'))
    faults.push('the answer tells of our files')
  if (problems === null || status < 400 || status >= 500) return faults
  try {
    const {
      code,
      title,
      errors = [],
    } = JSON.parse(text) as { code: string; title: string; errors?: { path: unknown }[] }
    const isKnown = problems === 'own' ? /^[a-z_]+$/.test(code) : Object.hasOwn(PROBLEM_CODES, code)
    const isOurs = isKnown && title !== ''
    if (!isOurs || !errors.every(({ path }) => typeof path === 'string') || !type.includes('problem+json'))
      faults.push(`${status} is told as no problem: ${text.slice(0, 200)}`)
    if (text.length > 40_000) faults.push(`a problem of ${text.length} characters`)
  } catch {
    faults.push(`${status} is told as no problem: ${text.slice(0, 200)}`)
  }
  return faults
}
