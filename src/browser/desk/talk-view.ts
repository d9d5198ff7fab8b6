// The talk of a ticket, with notes that the shopper never sees.
import { el } from '../dom.ts'
import type { TicketView } from './api.ts'
import type { Format } from './phrases.ts'

type Line = TicketView['lines'][number]

const WHO = { shopper: 'Shopper', bot: 'Bot', agent: 'Agent', note: 'Note' }

const lineView = (line: Line, { time }: Format): HTMLElement =>
  el(
    'li',
    { class: `line ${line.who}` },
    el('small', {}, `${WHO[line.who]}${line.by ? ` (${line.by})` : ''} · ${time(line.at)}`),
    el('p', {}, line.text),
    line.code && el('p', { class: 'code' }, `Code: ${line.code.terms}. Until ${time(line.code.until)}.`),
  )

export const talkView = (lines: readonly Line[], format: Format): HTMLElement =>
  lines.length === 0
    ? el('p', { class: 'nothing' }, 'Nothing has been said yet.')
    : el(
        'ol',
        { class: 'talk', tabindex: 0, 'aria-label': 'Talk' },
        ...lines.map((line) => lineView(line, format)),
      )
