// Files and machines that an import can't work with: it says so in a sentence, and nothing is half done.
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newShop } from './import-run.ts'

const WINBACK = resolve(import.meta.dirname, '../../src/cli/winback.ts')

describe('an import', () => {
  it('gives up on a line that does not end, long before it has read it all', async () => {
    const shop = newShop()
    const rows = `user_id,email\n1,anna@shop.example\n2,${'a'.repeat(40_000_000)}`
    const { code, stderr } = await shop.run('shoppers', shop.write('long.csv', rows))
    expect([code, stderr.trim()]).toEqual([
      1,
      'Line 3 is longer than 1 MB, so that this is no CSV; nothing was imported',
    ])
    expect(shop.shoppers()).toEqual([])
    const header = await shop.run('shoppers', shop.write('one.csv', 'a'.repeat(3_000_000)))
    expect([header.code, header.stderr]).toEqual([1, expect.stringContaining('Line 1 is longer than 1 MB')])
  }, 30_000)

  it('says where there is no room for temporary files, and writes nothing', async () => {
    const shop = newShop()
    const lines = Array.from({ length: 150_000 }, (_, n) => `B${n},2025-11-24 18:30,p${n}@shop.example,390`)
    const file = shop.write('big.csv', ['order_id,created_at,email,total', ...lines].join('\n'))
    const env = {
      ...{ PATH: process.env.PATH ?? '', TMPDIR: tmpdir(), WINBACK_DATA: shop.data },
      ...{ WINBACK_KEY_FILE: join(shop.folder, 'key'), WINBACK_FLOWS: join(shop.folder, 'flows') },
      WINBACK_LOCALES: join(shop.folder, 'locales'),
    }
    // Files of this process may not grow beyond so much, as on a full disk.
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 2000; exec "$0" "$@"', process.execPath]
    const said = await new Promise<string>((done) => {
      execFile(
        'bash',
        [...limited, WINBACK, 'import', 'orders', file],
        { cwd: shop.folder, env },
        (_, out, err) => done(out + err),
      )
    })
    expect(said).toContain('The folder for temporary files takes no more')
    expect(said).not.toContain('    at ')
    expect(shop.shoppers()).toEqual([])
  }, 60_000)
})
