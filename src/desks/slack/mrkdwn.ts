// Words of others inside Slack's markup: nothing in them calls anybody, links anywhere or grows too long.

/** At most `most` characters, by whole signs. */
export const cut = (text: string, most: number): string => {
  if (text.length <= most) return text
  let kept = ''
  for (const sign of text) {
    if (kept.length + sign.length > most - 1) break
    kept += sign
  }
  return `${kept}…`
}

/** As Slack asks for: <!channel>, <@U1> and <http://…|…> of a shopper are what was written, and nothing more. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A block of code would swallow what comes behind it; bold and italic do no harm. */
const plain = (text: string): string => text.replaceAll('```', "'''")

/** Somebody else's words on one line. */
export const inline = (text: string, most = 300): string =>
  plain(escaped(cut(text.replace(/\s+/g, ' ').trim(), most)))

/** Somebody else's words, line by line, as a quotation; at most `most` characters before escaping. */
export const quoted = (text: string, most = 1200): string =>
  cut(text.trim(), most)
    .split(/\r?\n/)
    .map((line) => `> ${plain(escaped(line))}`)
    .join('\n')

/**
 * What a member wrote in Slack, as it was typed: mentions and links become words, escapes signs. Slack escapes every "<"
 * that was typed, so that none stands within another; a pattern that stops at the next one reads any text in one pass.
 */
export const typed = (text: string): string =>
  text
    .replace(
      /<(?:[@#!][^<>|]*\|([^<>]*)|([@#!][^<>|]*))>/g,
      (_, name: string | undefined, id: string) => name ?? id,
    )
    .replace(/<([^<>|]+)\|([^<>]*)>/g, (_, url: string, words: string) =>
      /^(mailto|tel):/.test(url) || url === words ? words : `${words} (${url})`,
    )
    .replace(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
