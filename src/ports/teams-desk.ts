// Between whoever speaks with Teams and the desk that is drawn there: cards go one way, presses the other. The desk knows
// no SDK and no tokens; who carries this knows no tickets.

/** A conversation at a service that a token has vouched for. */
export type CardPlace = { readonly service: string; readonly conversation: string }

/** A card as JSON, and a line for notifications and for clients that draw none. */
export type DeskCard = { readonly card: Readonly<Record<string, unknown>>; readonly summary: string }

/** Both throw DeliveryError and nothing else. */
export type CardWire = {
  /** Answers the id that it can be edited by. */
  readonly post: (to: CardPlace, card: DeskCard) => Promise<string>
  readonly edit: (to: CardPlace, id: string, card: DeskCard) => Promise<void>
}

/** Who did something in Teams, on Teams' own word. */
export type TeamsPerson = {
  /** The object id of Microsoft Entra in small letters; null: Teams did not say. */
  readonly person: string | null
  readonly place: CardPlace
  /** Others read along. */
  readonly isGroup: boolean
}

export type Pressed =
  | { readonly kind: 'card'; readonly card: DeskCard['card'] }
  | { readonly kind: 'text'; readonly text: string }
  /** Not this one's to press. */
  | { readonly kind: 'refused'; readonly text: string }

export type TeamsDesk = {
  /** Words to us; answers what to say there. null: not for the desk, a shopper's. */
  readonly said: (who: TeamsPerson, text: string) => Promise<string | null>
  readonly pressed: (who: TeamsPerson, data: unknown) => Promise<Pressed>
  /** Something came from this conversation: where it is reached may have changed. */
  readonly noticed: (place: CardPlace) => Promise<void>
  /** Is this the data of a button of the desk? */
  readonly isPress: (data: unknown) => boolean
}
