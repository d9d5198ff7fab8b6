// `winback understand`, as another program calls it: a process of its own, a line for a line, in order.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LABELS } from '../../src/core/meaning.ts'

type Answer = {
  readonly label?: string
  readonly confidence?: number
  readonly lang?: string
  readonly error?: string
}

const understand = async (input: string): Promise<{ answers: readonly Answer[]; code: number | null }> => {
  const child = spawn(process.execPath, [resolve('src/cli/winback.ts'), 'understand'])
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stdin.end(input)
  const code = await new Promise<number | null>((done) => child.on('close', done))
  const lines = out.split('\n').filter((line) => line !== '')
  return { answers: lines.map((line) => JSON.parse(line) as Answer), code }
}

describe('understand', () => {
  it('answers each message in order, in the language it is in', async () => {
    const { answers, code } = await understand(
      [
        { text: 'dorogo kak to' },
        { text: 'де моє замовлення 4411', lang: 'uk' },
        { text: "two weeks? my son's party is on Friday", lang: 'en' },
        { text: 'ljhjuj' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    )
    expect(code).toBe(0)
    expect(answers.map(({ label, lang }) => [label, lang])).toEqual([
      ['price', 'ru'],
      ['order_status', 'uk'],
      ['shipping_time', 'en'],
      ['price', 'ru'],
    ])
    for (const { confidence } of answers) expect(confidence).toBeGreaterThan(0.3)
  })

  it('answers a line that it can’t read where it stands, and ends with 1', async () => {
    const { answers, code } = await understand(
      '{"text": "привет"}\nno json\n{"lang": "fr"}\n[]\n{"text": ""}\r\n',
    )
    expect(code).toBe(1)
    expect(answers).toHaveLength(5)
    expect(answers[0]).toMatchObject({ label: 'greeting' })
    expect(answers[1]?.error).toMatch(/^line 2: .*JSON/)
    expect(answers[2]?.error).toMatch(/^line 3: text: missing; lang: one of ru, uk, en/)
    expect(answers[3]?.error).toMatch(/^line 4: an object with a text/)
    expect(answers[4]).toMatchObject({ label: 'other', confidence: 0 })
  })

  it('keeps up with ten thousand lines and loses none', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) =>
      JSON.stringify({ text: `дорого ${n}, номер ${n * 7}` }),
    )
    const { answers } = await understand(lines.join('\n'))
    expect(answers).toHaveLength(10_000)
    for (const { label } of answers) expect(LABELS).toContain(label)
  })

  it('reads what begins with a mark of its byte order', async () => {
    const { answers, code } = await understand('\ufeff{"text": "дорого"}\r\n{"text": "привет"}')
    expect(code).toBe(0)
    expect(answers.map(({ label }) => label)).toEqual(['price', 'greeting'])
  })

  it('does not choke on a line without an end, and goes on behind it', async () => {
    const { answers, code } = await understand(
      `{"text": "дорого"}\n${'x'.repeat(30_000_000)}\n{"text": "привет"}\n`,
    )
    expect(code).toBe(1)
    expect(answers).toMatchObject([
      { label: 'price' },
      { error: 'line 2: it is longer than 1000000 characters' },
      { label: 'greeting' },
    ])
  }, 20_000)

  it('ends quietly where nobody reads on', async () => {
    const child = spawn(process.execPath, [resolve('src/cli/winback.ts'), 'understand'])
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdin.on('error', () => {})
    child.stdout.once('data', () => child.stdout.destroy())
    child.stdin.write('{"text": "дорого"}\n'.repeat(200_000))
    const code = await new Promise<number | null>((done) => child.on('close', done))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  }, 20_000)
})
