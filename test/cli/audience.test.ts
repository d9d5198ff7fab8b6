import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rowOf } from '../../src/cli/audience.ts'
import { rulebookOf } from '../rulebook/sources-of.ts'
import { openEngine } from '../runtime/open-engine.ts'
import { aFolder, envOf } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

/** `winback audience NAME` on a data folder: what a second process sees. */
const listed = async (folder: string, name: string) => {
  const node = join(ROOT, 'node_modules/.bin/node')
  const args = [join(ROOT, 'src/cli/winback.ts'), 'audience', name]
  return promisify(execFile)(node, args, { cwd: ROOT, env: envOf(folder) })
}

describe('an audience for an advertiser', () => {
  it('is written as each of them wants addresses', () => {
    const traits = { email: ' Oksana.K+shop@Gmail.com', phone: '+380 (67) 123-45-67' }
    expect(rowOf(traits, 'google')).toBe(`${sha('oksanak@gmail.com')},${sha('+380671234567')}`)
    expect(rowOf(traits, 'meta')).toBe(`${sha('oksana.k+shop@gmail.com')},${sha('380671234567')}`)
    expect(rowOf({ name: 'Oksana' }, 'meta')).toBeNull()
  })

  it('lists who consented, and nobody who did not, stopped or ordered', async () => {
    const { folder, remove } = aFolder()
    try {
      mkdirSync(join(folder, 'data'))
      const rulebook = rulebookOf({
        'flows/f.yaml':
          'flow: f\nstart: { on: signed_in }\nsteps:\n  - audience: back\n    for: 10d\n  - wait: 1d\n',
      })
      const { engine, close } = await openEngine({ path: join(folder, 'data/winback.db'), rulebook })
      let n = 0
      const happen = (who: string, what: Parameters<typeof engine.accept>[0]['what']) =>
        engine.accept({
          ...{ id: `e${++n}`, at: Date.now(), trust: 'fact', what },
          from: { channel: 'web', id: who },
        })
      for (const who of ['ira', 'oleh', 'maria', 'taras']) {
        await happen(who, { kind: 'identified', traits: { email: `${who}@example.com` } })
        if (who !== 'oleh') await happen(who, { kind: 'subscribed' })
        await happen(who, { kind: 'signed_in' })
      }
      await happen('maria', { kind: 'unsubscribed' })
      await happen('taras', {
        kind: 'order_completed',
        order: { id: 'o1', total: 5000, lines: [] },
      })
      await close()
      const { stdout, stderr } = await listed(folder, 'back')
      expect(stdout).toBe(`Email,Phone\n${sha('ira@example.com')},\n`)
      expect(stderr).toContain('1 in the audience, 1 listed')
      expect((await listed(folder, 'bakc')).stderr).toContain('there is somebody in: back')
    } finally {
      remove()
    }
  })
})
