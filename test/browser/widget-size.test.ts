// What the widget costs a shop's page, as it goes over the line.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openBundle } from '../../src/start/bundle.ts'

it('the loader is at most 5 KB gzipped, the panel at most 40 KB', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-size-'))
  try {
    const bundle = await openBundle(folder)
    expect(gzipSync(bundle['widget.js']).length).toBeLessThanOrEqual(5000)
    expect(gzipSync(bundle['widget/panel.js']).length).toBeLessThanOrEqual(40_000)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
