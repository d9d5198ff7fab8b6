// What ends a replay and is not our defect: said in one sentence, without a stack.

export class ReplayProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ReplayProblem'
  }
}

/** Somebody pressed Ctrl-C before anything was replayed. */
export class ReplayStopped extends Error {}
