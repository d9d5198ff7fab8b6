// Marks that put words into bold or links, and may part a figure from itself: "<b>2</b><b>5</b>%", "*2**5*%". Looks at views only.
import { type View, viewWithout } from './view.ts'

const TAG =
  /<\/?[a-z]{1,10}\d?(?: [^<>]{0,200})?\/?>|(?<=[\p{L}\d%]|^|\s)[*_~]{1,4}(?=[\p{L}\d%])|(?<=[\p{L}\d%])[*_~]{1,4}/gu

/** The view as it reads where marks are obeyed; the same view where there are none. */
export const withoutMarkup = (view: View): View => {
  const drop = new Set<number>()
  for (const { 0: whole, index } of view.text.matchAll(TAG))
    for (let i = index; i < index + whole.length; i++) drop.add(i)
  return drop.size === 0 ? view : viewWithout(view, (i) => drop.has(i))
}
