// What a shopper sends beside words: where it lies at its channel, never its bytes. Agents get to see it.

export const MEDIA = ['photo', 'video', 'voice', 'audio', 'file', 'sticker', 'place', 'contact'] as const
export type Medium = (typeof MEDIA)[number]

/** As a talk's line keeps it: with the channel that it lies at. */
export type LineAttachment = Attachment & { readonly channel: string }

export type Attachment = {
  readonly medium: Medium
  /** What the channel fetches it by (Channel.open); never shown. A place or a contact has its content in `name`. */
  readonly ref?: string
  /** The file's own name, or what there is to say of it; at most 200 characters. */
  readonly name?: string
  /** As the channel says. */
  readonly type?: string
  /** Bytes, as the channel says. */
  readonly size?: number
}

/** As a desk shows it: by its place among those of its line. */
export type ShownFile = Pick<Attachment, 'medium' | 'name' | 'type' | 'size'> & { readonly n: number }
