// The flow that a dialog turn walks: four questions of four choices each, round and round. Ours is YAML, the peers' are
// what their guides write; all say the same words.
export const QUESTIONS = ['First question', 'Second question', 'Third question', 'Fourth question'] as const
export const CHOICES = ['price', 'size', 'delivery', 'later'] as const
export type Choice = (typeof CHOICES)[number]

/** What is chosen at the n-th turn of a talk. */
export const choiceAt = (turn: number): Choice => CHOICES[(turn * 7) % CHOICES.length]!

/** Talks that take turns, so that no state is still warm from the turn before. */
export const TALKS = 64

/** One side: talks begun, then turns; answers turns a second. Throws where what was said is not the next question. */
export type DialogSide = {
  readonly round: (turns: number) => Promise<number>
}

/** Runs turns over all talks, and checks that every one got its next question. `turn` answers what was said. */
export const timeTurns = async (
  turns: number,
  turn: (talk: number, choice: Choice) => string | Promise<string>,
  state: { done: number },
): Promise<number> => {
  const began = performance.now()
  for (let n = 0; n < turns; n++) {
    const at = state.done++
    const round = Math.floor(at / TALKS)
    const answered = turn(at % TALKS, choiceAt(at))
    const said = typeof answered === 'string' ? answered : await answered
    const wanted = QUESTIONS[(round + 1) % QUESTIONS.length]!
    if (!said.startsWith(wanted)) throw new Error(`turn ${at}: said "${said}", not "${wanted}"`)
  }
  return (turns / (performance.now() - began)) * 1000
}
