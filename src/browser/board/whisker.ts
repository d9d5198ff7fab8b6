// A dot and its whisker: an estimate, the range that holds the true value, and the line of "nothing". Positions are
// shares of the width, so that it fits any.
import type { Interval, Unit } from '../../core/report/interval.ts'

const SVG = 'http://www.w3.org/2000/svg'

const shape = (tag: string, attributes: Readonly<Record<string, string>>): SVGElement => {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** How far from nothing the widest of these reaches. */
export const reachOf = (all: readonly (Interval<Unit> | null | undefined)[]): number =>
  Math.max(0, ...all.flatMap((one) => (one ? [Math.abs(one.low), Math.abs(one.high)] : [])))

/** `reach`: what the ends of the drawing stand for, on either side of nothing. The words beside it say the same. */
export const whisker = (found: Interval<Unit>, reach: number, known: boolean): SVGElement => {
  const at = (value: number): string =>
    `${(50 + Math.max(-1, Math.min(1, reach === 0 ? 0 : value / reach)) * 46).toFixed(2)}%`
  const side = found.low > 0 ? 'more' : found.high < 0 ? 'less' : 'open'
  const svg = shape('svg', { class: `whisker ${known ? side : 'open'}`, 'aria-hidden': 'true', height: '22' })
  svg.append(
    shape('line', { class: 'nought', x1: '50%', x2: '50%', y1: '1', y2: '21' }),
    shape('line', { class: 'range', x1: at(found.low), x2: at(found.high), y1: '11', y2: '11' }),
    shape('line', { class: 'end', x1: at(found.low), x2: at(found.low), y1: '6', y2: '16' }),
    shape('line', { class: 'end', x1: at(found.high), x2: at(found.high), y1: '6', y2: '16' }),
    shape('circle', { class: 'dot', cx: at(found.estimate), cy: '11', r: '5' }),
  )
  return svg
}

/** A bar for a part of a whole. */
export const barOf = (parts: readonly { readonly share: number; readonly kind: string }[]): SVGElement => {
  const svg = shape('svg', { class: 'bar', 'aria-hidden': 'true', height: '14' })
  let from = 0
  for (const { share, kind } of parts) {
    const wide = Math.max(0, Math.min(1 - from, share))
    svg.append(
      shape('rect', { class: kind, x: `${from * 100}%`, width: `${wide * 100}%`, y: '0', height: '14' }),
    )
    from += wide
  }
  return svg
}
