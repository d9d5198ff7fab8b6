// A text with its web addresses made into links. Everything else stays text, whatever it looks like.
import { el } from '../../dom.ts'

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

export const linked = (text: string): readonly (string | HTMLElement)[] => {
  const parts: (string | HTMLElement)[] = []
  let end = 0
  for (const found of text.matchAll(ADDRESS)) {
    const [href] = found
    // A foreign page opens beside the shop, so that the shop stays.
    const foreign = !URL.canParse(href) || new URL(href).origin !== location.origin
    const link = el('a', { href, rel: 'noopener', ...(foreign && { target: '_blank' }) }, href)
    parts.push(text.slice(end, found.index), link)
    end = found.index + href.length
  }
  return [...parts, text.slice(end)].filter((part) => part !== '')
}
