// What letters are sent with and as, once the settings are read.

export type MailSettings = {
  /** smtp:// or smtps://, with the name and the password of the account. */
  readonly url: string
  /** `Name <address>` or an address. */
  readonly from: string
  readonly replyTo: string | null
}
