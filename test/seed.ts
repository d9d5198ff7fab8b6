// Properties try the same cases in every run, so that a run that was green stays green; WINBACK_SEED=random, or a
// number, tries others (`npm run histories`).
import fc from 'fast-check'

const { WINBACK_SEED = '20261122' } = process.env

if (WINBACK_SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(WINBACK_SEED) })
