// A right message made wrong in one place: any value of it replaced by any text, or its bytes changed.
import fc from 'fast-check'
import { aFragment } from './json.ts'

const HERE = '@@here@@'

/** Every path of a value, the whole of it first. */
export const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [[...path], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
    : [[...path]]

const withAt = (value: unknown, path: readonly string[], by: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  ;(copy as Record<string, unknown>)[key] = withAt((value as Record<string, unknown>)[key], rest, by)
  return copy
}

/** As JSON, with `fragment`, a text of JSON or of none, where that path leads. */
export const putAt = (right: unknown, path: readonly string[], fragment: string): string => {
  const [before = '', after = ''] = JSON.stringify(withAt(right, path, HERE)).split(`"${HERE}"`)
  return before + fragment + after
}

/** Fields that nobody asked for, at the beginning of some object. */
const EXTRA = [
  '"__proto__":{"x":1},',
  '"constructor":1,',
  '"a":1,"a":2,',
  '"\\u0000":0,',
  '"":0,',
  '"then":{},',
]

const bent = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(20),
      fc.constantFrom(
        '',
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\\',
        '\u0000',
        '\ud800',
        '1e999',
        '\u2028',
        '//',
        '\n',
      ),
    )
    .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))

/** A message that is right but for one thing. */
export const spoiled = (right: unknown, large = 0.1): fc.Arbitrary<string> => {
  const text = JSON.stringify(right)
  const opens = [...text.matchAll(/\{/g)].map(({ index }) => index + 1)
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...pathsOf(right)), aFragment(large))
        .map(([path, by]) => putAt(right, path, by)),
    },
    { weight: 1, arbitrary: bent(text) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...(opens.length > 0 ? opens : [0])), fc.constantFrom(...EXTRA))
        .map(([at, put]) => text.slice(0, at) + put + text.slice(at)),
    },
  )
}
