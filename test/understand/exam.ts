// Messages that the reader has never been trained on, by several authors; `last` was read by nobody who changed the
// reader. Nobody copies them into the examples: that would make the floors in the tests mean nothing.
import { loadExamples } from '../../src/understand/examples.ts'

export const EXAM = loadExamples(new URL('./exam/', import.meta.url))
