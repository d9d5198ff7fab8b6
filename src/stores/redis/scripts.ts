// How a script is put together of Lua files: `#!lua`, the names of a partition's keys, fragments of functions, and the
// script itself. A script takes every key from KEYS, checks everything before its first write, and can't fail after it.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { keysOf, LEVELS, NAMES } from './keys.ts'

export type Script = {
  readonly name: string
  readonly source: string
  readonly sha: string
  readonly reads: boolean
}

const read = (name: string): string => readFileSync(new URL(`lua/${name}.lua`, import.meta.url), 'utf8')

/** All of a table at once: it is as large as it becomes from the beginning. */
const tableOf = (size: number): string =>
  NAMES.slice(0, size)
    .map((name, n) => `${name}=KEYS[at+${n}]`)
    .join(',')
const SIZES = LEVELS.map((level) => keysOf(0, level).length)

/**
 * `partition_at(first, size)` is a partition's keys by name, where KEYS[first] is the first of `size` that keysOf() gave;
 * one that was not declared is an error. `call` is redis.call.
 */
const PRELUDE = `
local call = redis.call
local NAMED = { __index = function(_, name) error('this script was not given the key ' .. tostring(name)) end }
local SIZED = {
  ${SIZES.map((size) => `[${size}] = function(at) return { ${tableOf(size)} } end`).join(',\n  ')}
}
local function partition_at(first, size) return setmetatable(SIZED[size](first), NAMED) end
`

/** `fragments`: files whose local functions the script calls. `reads`: it never writes, and runs where memory is full. */
export const makeScript = (
  name: string,
  {
    fragments = [],
    reads = false,
  }: { readonly fragments?: readonly string[]; readonly reads?: boolean } = {},
): Script => {
  const parts = [`#!lua${reads ? ' flags=no-writes' : ''}`, PRELUDE, ...[...fragments, name].map(read)]
  const source = parts.join('\n')
  return { name, source, sha: hash('sha1', source, 'hex'), reads }
}
