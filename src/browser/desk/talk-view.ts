// The talk of a shopper, with notes that the shopper never sees and what agents did.
import { el } from '../dom.ts'
import { deliveryView } from './delivery-view.ts'
import { filesView } from './files-view.ts'
import { type Key, keyOf, type Say } from './language.ts'
import type { Page } from './parts.ts'
import { unbackedText, wordy } from './phrases.ts'
import type { Line } from './types.ts'

/** "Olena declined: too small a margin". */
export const didText = ({ did, by }: Pick<Line, 'did' | 'by'>, say: Say): string => {
  if (!did) return ''
  const cause = did.act === 'joined' ? keyOf(`joined_${did.from}`) : null
  const reason = did.reason ? say(`reason_${did.reason}`) : cause ? say(cause) : ''
  const args = {
    ...{ by: by ?? '', offer: wordy(did.offer ?? ''), from: did.from ?? '', reason },
    ...{ to: did.to ?? '', with: did.with ?? '' },
  }
  if (did.act === 'kept_back') {
    const words = unbackedText(did.unbacked ?? [], say)
    return say(keyOf(`kept_back_${did.what}`) ?? 'kept_back_phrase', { words })
  }
  const key: Key | null =
    did.act === 'take_over' && did.from
      ? 'did_take_over_from'
      : keyOf(did.with === undefined ? `did_${did.act}` : `did_${did.act}_with`)
  const where = did.desk === undefined || did.desk === 'web' ? '' : ` (${wordy(did.desk)})`
  return (key ? say(key, args) : did.act) + where
}

const lineView = (line: Line, page: Page): HTMLElement => {
  const { say, format } = page
  if (line.did)
    return el(
      'li',
      { class: 'line did' },
      el('small', {}, `${didText(line, say)} · ${format.time(line.at)}`),
      line.text && el('p', {}, line.text),
    )
  const { said, again } = deliveryView(line, page)
  return el(
    'li',
    { class: `line ${line.who}` },
    el('small', {}, `${say(`who_${line.who}`, { by: line.by ?? '' })} · ${format.time(line.at)}`),
    line.text && el('p', { dir: 'auto' }, line.text),
    ...filesView(line, page),
    line.code &&
      el(
        'p',
        { class: 'code' },
        say('code_line', { terms: line.code.terms, until: format.time(line.code.until) }),
      ),
    said,
    again,
  )
}

export const talkLines = (page: Page): readonly HTMLElement[] =>
  page.view.lines.length === 0
    ? [el('li', { class: 'nothing' }, page.say('nothing_said'))]
    : page.view.lines.map((line) => lineView(line, page))
