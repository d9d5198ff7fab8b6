// What a company that sends short messages has to be able to do; one file for each of them.

export type Gateway = {
  /** To a number in E.164. `key`: the same for every try. Throws DeliveryError and nothing else. */
  readonly send: (to: string, text: string, key: string) => Promise<void>
}
