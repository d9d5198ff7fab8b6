// Makes the model of how texts are written anew from the examples. Run by train.ts.
import { writeFileSync } from 'node:fs'
import { loadExamples } from './examples.ts'
import { toBytes } from './linear-model.ts'
import { MODEL_FILES } from './models.ts'
import { trainWriting } from './training.ts'

const examples = loadExamples()
writeFileSync(MODEL_FILES.writing, toBytes(trainWriting(examples)))
console.log(`writing: ${examples.length} examples`)
