// Makes the model of meanings anew from the examples; `--measure` also says how well voices are read that it has not
// heard. Run by train.ts.
import { writeFileSync } from 'node:fs'
import { loadExamples } from './examples.ts'
import { toBytes } from './linear-model.ts'
import { report } from './measure.ts'
import { MODEL_FILES } from './models.ts'
import { calibrate, crossValidate, trainMeaning } from './training.ts'

/** A fifth of the voices is held out at a time; two times are enough for a temperature. */
const FOLDS = 5
const ROUNDS = 2

const isMeasuring = process.argv.includes('--measure')
const examples = loadExamples()
const judged = crossValidate(examples, FOLDS, isMeasuring ? FOLDS : ROUNDS)
const temperature = calibrate(judged)
writeFileSync(MODEL_FILES.meaning, toBytes(trainMeaning(examples, temperature)))
console.log(`meaning: ${examples.length} examples, temperature ${temperature}`)
if (isMeasuring) console.log(report(judged, temperature))
