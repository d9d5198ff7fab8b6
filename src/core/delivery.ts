// How far an agent's words have got on their way to the shopper. Types only.

/** `sent`: the channel took it. `delivered`: it was shown to the shopper, where the channel can tell. */
export type Delivery = 'waiting' | 'sent' | 'delivered' | 'failed'
