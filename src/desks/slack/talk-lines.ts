// The lines of a talk as they stand in a ticket's thread. Pure.
import type { ShownFile } from '../../core/attachment.ts'
import { type Block, context, section } from './blocks.ts'
import type { Shown } from './card.ts'
import { inline, quoted } from './mrkdwn.ts'
import { unbackedWords } from './offer-words.ts'
import { deliveryOf, type Line } from './seen.ts'
import { keyOf, wordy } from './words.ts'

export const mediumWords = ({ medium, name }: ShownFile, { say }: Pick<Shown, 'say'>): string => {
  const what = say(keyOf(`medium_${medium}`) ?? 'medium_file')
  return name ? `${what}: ${inline(name, 200)}` : what
}

const didWords = ({ did, by, text }: Line, { say }: Shown): string => {
  const who = inline(by ?? '', 80)
  if (did?.act === 'kept_back')
    return say('did_kept_back', { words: inline(unbackedWords(did.unbacked ?? [], say), 600) })
  const { with: second, to } = did ?? {}
  const key = (second && keyOf(`did_${did?.act}_with`)) || keyOf(`did_${did?.act}`)
  const args = {
    by: who,
    offer: inline(wordy(did?.offer ?? ''), 80),
    from: inline(did?.from ?? '', 80),
    with: inline(second ?? '', 80),
    to: inline(to ?? '', 80),
    reason: say(keyOf(`reason_${did?.reason ?? 'other'}`) ?? 'reason_other'),
  }
  const words = key ? say(key, args) : `${who}: ${did?.act ?? ''}`
  return text.trim() ? `${words}: ${inline(text, 600)}` : words
}

/** An agent's words with how far they have come. */
const agentWords = (line: Line, { say }: Shown): string => {
  const state = deliveryOf(line)
  const why = state === 'failed' && line.failed ? ` (${inline(line.failed, 120)})` : ''
  return `*${say('to_shopper', { by: inline(line.by ?? '', 80) })}*\n${quoted(line.text)}\n_${say(`delivery_${state}`)}${why}_`
}

/** The blocks of one line. `mention`: whom the shopper's words are called out to. */
export const lineBlocks = (line: Line, shown: Shown, mention = ''): readonly Block[] => {
  const { say, format } = shown
  const at = format.time(line.at)
  if (line.who === 'note')
    return [
      context(
        line.did
          ? didWords(line, shown)
          : `${say('note_by', { by: inline(line.by ?? '', 80) })}: ${inline(line.text, 1500)}`,
      ),
    ]
  if (line.who === 'agent') return [section(agentWords(line, shown))]
  if (line.who === 'bot') return [context(`${say('bot')}, ${at}: ${inline(line.text, 800)}`)]
  const files = line.attachments.map((one) => `:paperclip: ${mediumWords(one, shown)}`)
  const said = line.text.trim() ? [quoted(line.text)] : []
  return [section([`${mention}*${say('shopper')}*, ${at}`, ...said, ...files].join('\n'))]
}
