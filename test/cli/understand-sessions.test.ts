// `winback understand --sessions`, as its caller sees it: a line for a line, in order, whatever the lines hold.
import { execFile, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerLines } from '../../src/cli/understand/answer-lines.ts'
import { answerSession } from '../../src/cli/understand/sessions.ts'
import { aSession } from '../understand/sessions/a-session.ts'

type Answer = { readonly buys?: number; readonly error?: string }

async function* inPieces(...pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

const answersTo = async (
  ...pieces: readonly string[]
): Promise<{ wrong: number; answers: readonly Answer[] }> => {
  const answers: Answer[] = []
  const keep = (lines: string): void => {
    answers.push(
      ...lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer),
    )
  }
  const wrong = await answerLines(inPieces(...pieces), keep, answerSession)
  return { wrong, answers }
}

const asText = (told: object): object =>
  Object.fromEntries(
    Object.entries(told).map(([name, value]) => [
      name,
      value === false ? 'FALSE' : value === true ? 'TRUE' : String(value),
    ]),
  )

describe('understand --sessions', () => {
  it('answers a chance for each line, however it is cut', async () => {
    const told = [
      aSession(),
      aSession({ ProductRelated: 60, ProductRelated_Duration: 2400 }),
      aSession({ Month: 'Feb' }),
    ]
    const text = `${told.map((one) => JSON.stringify(one)).join('\n')}\n`
    const { wrong, answers } = await answersTo(text)
    expect(wrong).toBe(0)
    expect(answers).toHaveLength(3)
    for (const { buys } of answers) expect(buys).toSatisfy((p: number) => p > 0 && p < 1)
    expect((await answersTo(...text)).answers).toEqual(answers)
  })

  it('takes numbers and truth as a CSV file has them, further columns, and categories it never met', async () => {
    const told = aSession({ Weekend: true })
    const lines = [told, asText(told), { ...told, Weekend: 'true', extra: 1 }]
    const { answers } = await answersTo(lines.map((one) => JSON.stringify(one)).join('\n'))
    expect(new Set(answers.map(({ buys }) => buys)).size).toBe(1)
    const strange = { ...told, Month: 'Nivose', TrafficType: 'zeppelin', VisitorType: 'Other' }
    expect((await answersTo(JSON.stringify(strange))).wrong).toBe(0)
  })

  it('says of a wrong line which and what, and keeps the order', async () => {
    const { Month: _, ...less } = aSession()
    const lines = [
      aSession(),
      '{',
      less,
      { ...aSession(), ExitRates: 'high', Weekend: 'maybe' },
      [],
      aSession(),
    ]
    const { wrong, answers } = await answersTo(
      lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\r\n'),
    )
    expect(wrong).toBe(4)
    expect(answers.map(({ buys }) => buys !== undefined)).toEqual([true, false, false, false, false, true])
    expect(answers[1]?.error).toBe(
      'line 2: this is no JSON; an object with the columns of a session is expected',
    )
    expect(answers[2]?.error).toBe('line 3: Month: missing')
    expect(answers[3]?.error).toContain('line 4: ExitRates: ')
    expect(answers[3]?.error).toContain('Weekend: TRUE or FALSE is expected')
    expect(answers[4]?.error).toContain('line 5: ')
  })

  it('runs as a verb: exit code 1 where a line was wrong', async () => {
    const run = (input: string): Promise<{ code: number; out: string }> =>
      new Promise((done) => {
        const child = execFile(
          process.execPath,
          [resolve('src/cli/winback.ts'), 'understand', '--sessions'],
          (error, out) => done({ code: (error?.code as number | undefined) ?? 0, out }),
        )
        child.stdin?.end(input)
      })
    expect((await run(`${JSON.stringify(aSession())}\n`)).code).toBe(0)
    const { code, out } = await run(`nonsense\n${JSON.stringify(aSession())}\n`)
    expect(code).toBe(1)
    expect(out.trim().split('\n')).toHaveLength(2)
  })

  it('takes thirty thousand lines in little memory', async () => {
    const child = spawn(process.execPath, [
      '--max-old-space-size=48',
      resolve('src/cli/winback.ts'),
      ...['understand', '--sessions'],
    ])
    const line = `${JSON.stringify(aSession())}\n`
    let lines = 0
    child.stdout.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) lines++
    })
    const ended = new Promise<number | null>((done) => child.on('close', done))
    const many = line.repeat(1000)
    for (let i = 0; i < 30; i++)
      if (!child.stdin.write(many)) await new Promise((done) => child.stdin.once('drain', done))
    child.stdin.end()
    expect(await ended).toBe(0)
    expect(lines).toBe(30_000)
  }, 120_000)
})
