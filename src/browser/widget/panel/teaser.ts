// The teaser: an unread message beside the bubble. Makes no sound, takes no focus, opens nothing, keeps out of the way
// of a form that is being filled in; once it was closed, that message does not show itself again.
import { el, icon, put } from '../../dom.ts'
import type { Kept } from '../kept.ts'
import type { ChatLine } from '../wire.ts'
import { goodsView } from './goods-view.ts'
import type { Words } from './words.ts'

export type Teaser = {
  readonly element: HTMLElement
  /** The message to show; null: none. */
  readonly show: (line: ChatLine | null, words: Words, shop: string) => void
}

const CLOSE = 'M6 6l12 12M18 6L6 18'
const LONGEST = 180
const LOOK_AGAIN = 1500
const SMALL = 600

const short = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`

/** An open dialog with fields, or on a small screen any field that is being typed in. */
const isBusy = (): boolean => {
  const dialogs = [...document.querySelectorAll('dialog[open],[role=dialog],[aria-modal=true]')]
  const asks = dialogs.some(
    (one) => one.getClientRects().length > 0 && one.querySelector('input,select,textarea'),
  )
  const typing = document.activeElement?.matches('input,select,textarea') ?? false
  return asks || (typing && innerWidth < SMALL)
}

export const createTeaser = (kept: Kept, open: () => void): Teaser => {
  // There from the start, so that a screen reader notices what comes into it.
  const element = el('div', { class: 'tease', role: 'status' })
  let wanted: ChatLine | null = null
  let shown = 0
  let timer = 0
  const hidden = (): number => Number(kept.get('hidden')) || 0

  const draw = (words: Words, shop: string): void => {
    clearTimeout(timer)
    const line = wanted && wanted.seq > hidden() ? wanted : null
    if (line && isBusy()) {
      put(element)
      shown = 0
      timer = window.setTimeout(() => draw(words, shop), LOOK_AGAIN)
      return
    }
    if (line) timer = window.setTimeout(() => draw(words, shop), LOOK_AGAIN)
    if ((line?.seq ?? 0) === shown) return
    shown = line?.seq ?? 0
    if (!line) return put(element)
    const hide = (): void => {
      kept.put('hidden', String(line.seq))
      draw(words, shop)
    }
    put(
      element,
      el(
        'div',
        { class: 'peek' },
        el(
          'button',
          { class: 'reply', type: 'button', click: open },
          el('strong', {}, line.by ?? shop),
          el('span', {}, short(line.text)),
          line.goods ? goodsPictures(line.goods, words) : null,
        ),
        el('button', { class: 'hide', type: 'button', 'aria-label': words.hide, click: hide }, icon(CLOSE)),
      ),
    )
  }
  return {
    element,
    show: (line, words, shop) => {
      wanted = line
      draw(words, shop)
    },
  }
}

/** The first pictures alone, as a hint of what the message is about. */
const goodsPictures = (goods: NonNullable<ChatLine['goods']>, words: Words): HTMLElement | null => {
  const pictures = [...goodsView(goods, words).querySelectorAll('img')]
  if (pictures.length === 0) return null
  return el('span', { class: 'pictures', 'aria-hidden': 'true' }, ...pictures.slice(0, 4))
}
