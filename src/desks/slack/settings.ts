// What the Slack desk is told by the settings. Plain data; reads no environment.

/** A user group of Slack, by its id (S0123) or its handle (agents), and the role that its members have here. */
export type GroupRole = { readonly group: string; readonly role: string }

export type SlackSettings = {
  readonly botToken: string
  /** How Slack reaches us: over a socket that we open, or by HTTP with signed bodies. */
  readonly by:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly secret: string }
  /** Where tickets are posted: a channel's id. */
  readonly channel: string
  /** With a slash at its end. */
  readonly apiUrl: string
  /** The first that somebody is in counts. Empty: whoever is in the channel may act. */
  readonly roles: readonly GroupRole[]
  /** Slack user -> the name that this agent has at the built-in desk. */
  readonly agents: Readonly<Record<string, string>>
  /** Names of the built-in desk: nobody else goes by them. */
  readonly taken: readonly string[]
}
