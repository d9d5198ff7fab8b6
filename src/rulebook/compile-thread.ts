// The thread of compile-apart.ts: compiles what it is sent and tells the problems; null: there are none.
import { parentPort } from 'node:worker_threads'
import { compileRulebook } from './compile.ts'
import type { Source } from './sources.ts'

parentPort?.on('message', (sources: readonly Source[]) => {
  const result = compileRulebook(sources)
  parentPort?.postMessage('problems' in result ? result.problems : null)
})
