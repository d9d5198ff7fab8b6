// `npm run train`: makes all model files anew, side by side; `--measure` also says how well they read what they have not
// seen. Run it after changing an example or the lexicon; the models are committed.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PARTS = ['./train-meaning.ts', './train-writing.ts', './sessions/train.ts']

const ends = PARTS.map((part) => {
  const script = fileURLToPath(new URL(part, import.meta.url))
  const child = spawn(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  return new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
})
process.exitCode = Math.max(...(await Promise.all(ends)))
