// Words without the mention that called us: what is left is what was said. Pure.
import type { Activity } from './activity.ts'

/** No part of it goes over a "<": whatever somebody writes is read in one pass. */
const AT = /<at[^<>]*>([^<]*)<\/at>/gi

/** Were we called by name? In a group nothing else is for us. */
export const isMentioned = ({ entities, recipient }: Activity): boolean =>
  (entities ?? []).some(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id != null && mentioned.id === recipient?.id,
  )

/** Ours goes; whoever else is mentioned stays by name. */
export const withoutMention = ({ text, entities, recipient }: Activity): string => {
  const ours = (entities ?? []).flatMap((entity) =>
    entity.type === 'mention' && entity.mentioned?.id === recipient?.id && entity.text ? [entity.text] : [],
  )
  return ours
    .reduce((left, mention) => left.replaceAll(mention, ' '), text ?? '')
    .replace(AT, '$1')
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}
