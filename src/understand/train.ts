// `npm run train`: makes the model files anew from the examples; `--measure` also says how well they read
// what they have not seen. Run it after changing an example; the models are committed.
import { writeFileSync } from 'node:fs'
import { loadExamples } from './examples.ts'
import { toBytes } from './linear-model.ts'
import { report } from './measure.ts'
import { MODEL_FILES } from './models.ts'
import { calibrate, crossValidate, trainMeaning, trainWriting } from './training.ts'

const examples = loadExamples()
const judged = crossValidate(examples, 5)
const temperature = calibrate(judged)
writeFileSync(MODEL_FILES.writing, toBytes(trainWriting(examples)))
writeFileSync(MODEL_FILES.meaning, toBytes(trainMeaning(examples, temperature)))
console.log(`${examples.length} examples, temperature ${temperature}`)
if (process.argv.includes('--measure')) console.log(report(judged, temperature))
