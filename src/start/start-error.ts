// Why the product does not start, in a sentence for people. Whoever catches one prints its message and exits with 1.

export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}
