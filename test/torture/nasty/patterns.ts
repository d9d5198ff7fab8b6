// Every regular expression of the product: those that stand in its source, and those that it makes while it starts.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transform } from 'esbuild'

export type Pattern = { readonly where: string; readonly source: string; readonly flags: string }

const SRC = resolve(import.meta.dirname, '../../../src')

/** After one of these a slash begins an expression and divides nothing. */
const BEFORE = /(?:[(,=:[!&|?{};+]|=>|\breturn|\bcase|\btypeof)\s*$/

/** The literals of one file of JavaScript: strings and templates are passed over, whatever is in them. */
const literalsOf = (code: string): { source: string; flags: string }[] => {
  const found: { source: string; flags: string }[] = []
  for (let at = 0; at < code.length; at++) {
    const sign = code[at]!
    if (sign === '"' || sign === "'") {
      for (at++; code[at] !== sign && at < code.length; at++) if (code[at] === '\\') at++
      continue
    }
    if (code.startsWith('//', at)) {
      at = code.indexOf('\n', at)
      if (at < 0) break
      continue
    }
    if (code.startsWith('/*', at)) {
      at = code.indexOf('*/', at) + 1
      continue
    }
    if (sign !== '/' || !BEFORE.test(code.slice(Math.max(0, at - 12), at))) continue
    const [whole, source, flags] =
      /^\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/.exec(code.slice(at)) ?? []
    if (whole === undefined) continue
    found.push({ source: source!, flags: flags! })
    at += whole.length - 1
  }
  return found
}

/** `but`: folders that are left out. */
export const patternsInSource = async (but: readonly string[] = ['browser']): Promise<Pattern[]> => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !but.some((folder) => name.startsWith(`${folder}/`)))
    .toSorted()
  const all = await Promise.all(
    files.map(async (where) => {
      const { code } = await transform(readFileSync(join(SRC, where), 'utf8'), {
        loader: 'ts',
        legalComments: 'none',
        charset: 'utf8',
      })
      return literalsOf(code).map((one) => ({ where, ...one }))
    }),
  )
  return all.flat()
}

/** What to pump: its own signs, alone and in twos, and the words that stand in it. */
const pumpsOf = ({ source }: Pattern): readonly string[] => {
  const signs = new Set([' ', 'a', '1', 'я', '.', '-'])
  for (const [sign] of source
    .replace(/\\[pPu]\{[^}]*\}|\\[a-zA-Z]|\(\?<?[=!:]/g, ' ')
    .matchAll(/[^\\()[\]{}|?*+^$\s]/gu))
    if (signs.size < 18) signs.add(sign)
  if (/\\d|0-9/.test(source)) signs.add('7')
  if (/\\s/.test(source)) signs.add('\n').add('\t')
  if (/\\S|[.]/.test(source)) signs.add('x')
  const words = [...source.matchAll(/[\p{L}\p{N}<>@:/'"=_-]{2,12}/gu)].map(([word]) => word).slice(0, 20)
  const twos = [...signs].flatMap((one) => [...signs].map((two) => one + two))
  return [
    ...signs,
    ...words,
    ...words.map((word) => `${word} `),
    ...words.map((word) => ` ${word} 1`),
    ...twos,
  ]
}

/** The least processor time of some runs, ms: others on this machine are none of it. */
const timed = (one: RegExp, text: string): number => {
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < 3 && least > 1; n++) {
    const began = process.threadCpuUsage()
    one.lastIndex = 0
    if (one.global) text.replace(one, '')
    else one.test(text)
    const { user, system } = process.threadCpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

export type Slow = {
  readonly pattern: Pattern
  readonly pump: string
  readonly ms: number
  readonly length: number
}

const SHORTEST = 1000

/** The slowest way to run one on a text of at most `longest` signs; it stops at the first beyond `enough` ms. */
export const slowest = (pattern: Pattern, longest: number, enough = 50): Slow => {
  const one = new RegExp(pattern.source, pattern.flags)
  let worst: Slow = { pattern, pump: '', ms: 0, length: 0 }
  for (const pump of pumpsOf(pattern)) {
    const text = (length: number) => `${pump.repeat(Math.ceil(length / pump.length)).slice(0, length)}\u0001`
    // Grows by twos: what is straight takes twice as long, what is not four times and more.
    for (let length = SHORTEST, ms = 0; length <= longest; length *= 2) {
      const before = ms
      ms = timed(one, text(length))
      if (ms > worst.ms) worst = { pattern, pump, ms, length }
      if (ms > enough) return worst
      // Far from slow, and not growing faster than it should: longer ones tell nothing new.
      if (length >= 4 * SHORTEST && ms < 0.3 && ms < before * 3 + 0.05) break
    }
  }
  return worst
}
