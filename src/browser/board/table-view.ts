// Tables that scroll in themselves on small screens, reached by keyboard.
import { el } from '../dom.ts'

export type Cell = string | Node
export type Head = { readonly text: string; readonly left?: boolean; readonly wide?: boolean }

export const tableView = (
  name: string,
  heads: readonly Head[],
  rows: readonly (readonly Cell[])[],
): HTMLElement =>
  el(
    'div',
    { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': name, 'data-focus': `table-${name}` },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...heads.map(({ text, left }) => el('th', { scope: 'col', class: left ? 'left' : '' }, text)),
        ),
      ),
      el(
        'tbody',
        {},
        ...rows.map((cells) =>
          el(
            'tr',
            {},
            ...cells.map((cell, i) =>
              i === 0
                ? el('th', { scope: 'row', class: 'left' }, cell)
                : el(
                    'td',
                    { class: `${heads[i]?.left ? 'left' : ''} ${heads[i]?.wide ? 'wide' : ''}` },
                    cell,
                  ),
            ),
          ),
        ),
      ),
    ),
  )
