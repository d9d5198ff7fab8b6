// What an activity of a client means for us. Pure.
import type { Attachment, Medium } from '../../core/attachment.ts'
import { LANGS, type Lang } from '../../core/meaning.ts'
import type { ClientActivity } from './protocol.ts'

export type Means =
  | { readonly kind: 'said'; readonly text: string; readonly choice?: string }
  /** Opened, by a client that says so with an activity. */
  | { readonly kind: 'opened'; readonly lang?: Lang }
  /** Came by a signed link. */
  | { readonly kind: 'came'; readonly token: string }
  /** Nothing follows from it. */
  | { readonly kind: 'heard' }
  /** A message that says nothing. */
  | { readonly kind: 'empty' }

export const langOf = (locale: string | null | undefined): Lang | undefined => {
  const lang = (locale ?? '').slice(0, 2).toLowerCase() as Lang
  return LANGS.includes(lang) ? lang : undefined
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

/** The id of a button, as we gave it out. */
const choiceOf = (value: unknown): string | undefined => {
  const choice = fieldOf(value, 'choice')
  return typeof choice === 'string' && /^\S{1,64}$/.test(choice) ? choice : undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const opened = (locale: unknown): Means => {
  const lang = typeof locale === 'string' ? langOf(locale) : undefined
  return { kind: 'opened', ...(lang !== undefined && { lang }) }
}

export const meaningOf = (activity: ClientActivity, files: number): Means => {
  const { type, text, value, name, locale } = activity
  if (type === 'conversationUpdate') return opened(locale)
  if (type === 'event') {
    if (name === 'webchat/join') return opened(fieldOf(value, 'language') ?? locale)
    const token = name === 'winback/link' ? fieldOf(value, 'token') : undefined
    return typeof token === 'string' && token.length <= 64 ? { kind: 'came', token } : { kind: 'heard' }
  }
  if (type !== 'message') return { kind: 'heard' }
  const choice = choiceOf(value)
  // A button may bring its meaning alone (postBack): then that is what was said.
  const said = textOf(text) || textOf(value) || choice || ''
  if (said === '' && files === 0) return { kind: 'empty' }
  return { kind: 'said', text: said, ...(choice !== undefined && { choice }) }
}

const MEDIA: Readonly<Record<string, Medium>> = { image: 'photo', video: 'video', audio: 'audio' }

/** A type that a header may carry. */
export const typeOf = (said: string): string => {
  const type = said.split(';')[0]!.trim().toLowerCase()
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(type) ? type : 'application/octet-stream'
}

export const mediumOf = (type: string): Medium => MEDIA[type.split('/')[0] ?? ''] ?? 'file'

/** The last part of what its sender calls it. */
export const fileName = (said: string | null | undefined): string | undefined => {
  const name = (said ?? '')
    .replace(/^.*[/\\]/, '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200)
  return name === '' ? undefined : name.toWellFormed()
}

export const attachmentOf = (
  ref: string,
  type: string,
  said: string | null | undefined,
  size: number,
): Attachment => {
  const name = fileName(said)
  return { medium: mediumOf(type), ref, type, size, ...(name !== undefined && { name }) }
}
