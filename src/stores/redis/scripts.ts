// How a script is put together of Lua files: `#!lua`, the names of a partition's keys, fragments of functions, and the
// script itself. A script takes every key from KEYS, checks everything before its first write, and can't fail after it.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { NAMES } from './keys.ts'

export type Script = {
  readonly name: string
  readonly source: string
  readonly sha: string
  readonly reads: boolean
}

const read = (name: string): string => readFileSync(new URL(`lua/${name}.lua`, import.meta.url), 'utf8')

/**
 * `partition_at(first, size)` is a partition's keys by name, where KEYS[first] is the first of `size` that keysOf() gave;
 * one that was not declared is an error.
 */
const PRELUDE = `
local POSITIONS = { ${NAMES.map((name, n) => `${name}=${n}`).join(',')} }
local NAMED = { __index = function(keys, name)
  local position = POSITIONS[name]
  if not position or position >= rawget(keys, 2) then error('this script was not given the key ' .. tostring(name)) end
  local key = KEYS[rawget(keys, 1) + position]
  rawset(keys, name, key)
  return key
end }
local function partition_at(first, size) return setmetatable({ first, size }, NAMED) end
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
