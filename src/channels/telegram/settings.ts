// What the Telegram channel is told: which bot, which server, and how updates come in.

export type TelegramSettings = {
  readonly token: string
  /** Without a slash at its end. */
  readonly apiRoot: string
  /** null: long polling; else the secret token of the webhook. */
  readonly secret: string | null
}
