// docs/IDENTITY.md shows shops how to sign a log-in: what its snippets make is taken.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readIdentity } from '../../src/http/identity.ts'

const page = readFileSync(new URL('../../docs/IDENTITY.md', import.meta.url), 'utf8')
const snippet = (language: string): string =>
  new RegExp(`\`\`\`${language}\n// Node\n([^]*?)\`\`\``).exec(page)![1]!
const python = /```python\n([\s\S]*?)```/.exec(page)![1]!

const SECRET = 's'.repeat(32)
const settings = { secrets: [SECRET], hashes: true }

const run = (command: string, args: readonly string[]): Record<string, string> =>
  JSON.parse(execFileSync(command, args, { encoding: 'utf8' }))

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
})()

const expectTaken = (made: Record<string, string>): void => {
  const taken = { userId: '42' }
  expect(readIdentity({ userId: '42', userHash: made.hash }, settings, Date.now())).toEqual(taken)
  expect(readIdentity({ traits: { userToken: made.token } }, settings, Date.now())).toEqual(taken)
  expect(() => readIdentity({ userId: '43', userHash: made.hash }, settings, Date.now())).toThrow()
}

describe('what the page shows a shop to write', () => {
  it('in Node', () => {
    const code = `${snippet('js')
      .replace(/SECRET/g, `'${SECRET}'`)
      .replace(/userId(?=[),])/g, "'42'")}
      console.log(JSON.stringify({ hash: userHash, token: userToken }))`
    expectTaken(run(process.execPath, ['--input-type=module', '-e', code]))
  })

  it.skipIf(!hasPython)(`in Python${hasPython ? '' : ' (skipped: no python3 on this machine)'}`, () => {
    const code = `secret, user_id = '${SECRET}', '42'\n${python}
print(json.dumps({"hash": user_hash, "token": user_token}))`
    expectTaken(run('python3', ['-c', code]))
  })
})
