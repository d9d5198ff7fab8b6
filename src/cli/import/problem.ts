// What ends an import and is not our defect: said in a sentence or two, without a stack.

export class ImportProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ImportProblem'
  }
}

/** Somebody pressed Ctrl-C. */
export class ImportStopped extends Error {}
