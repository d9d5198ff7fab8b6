// The choices of a letter: a link shows the choice with a button, and the button says it for the shopper, as if it was
// pressed in the chat. Opening the link says nothing.
import { createHash } from 'node:crypto'
import type { Answer, Hook, Knock } from '../../ports/hook.ts'
import { type Links, readAbout } from '../../ports/links.ts'
import type { Records } from '../../ports/records.ts'
import type { Engine } from '../../runtime/engine.ts'
import { PAGE_WORDS } from './page-words.ts'
import { langOfBrowser, smallPage } from './small-page.ts'

export type AnswerParts = {
  readonly engine: () => Engine
  readonly signed: Links
  readonly records: Pick<Records, 'lastLines'>
  readonly clock: () => number
}

const PATH = '/hooks/answer/:token'
/** A question further back than so many lines is over. */
const LOOK_BACK = 40

export const answerHooks = ({ engine, signed, records, clock }: AnswerParts): readonly Hook[] => {
  /** Whose letter it is and what the choice says there; null: over. */
  const find = async ({ params }: Knock, choice: string) => {
    const link = signed.open(params.token ?? '', clock())
    if (link?.use !== 'answer') return null
    const { shopper: id, what: channel } = readAbout(link.about)
    const shopper = await engine().shopper(id)
    const address = shopper?.addresses.findLast((one) => one.channel === channel)
    if (!shopper || !address) return null
    const lines = await records.lastLines(shopper.id, Number.MAX_SAFE_INTEGER, LOOK_BACK)
    const asked = lines.findLast(({ choices }) => choices?.some((one) => one.id === choice))
    const text = asked?.choices?.find((one) => one.id === choice)?.text
    return text === undefined ? null : { address, text, seq: asked?.seq ?? 0 }
  }
  const langOf = (knock: Knock) =>
    langOfBrowser(knock.headers['accept-language'], engine().rulebook().shop.languages[0] ?? 'en')

  const answer =
    (says: boolean) =>
    async (knock: Knock): Promise<Answer> => {
      const lang = langOf(knock)
      const words = PAGE_WORDS[lang]
      const form = says ? new URLSearchParams(Buffer.from(knock.body).toString()) : knock.query
      const choice = (form.get('choice') ?? '').slice(0, 100)
      const found = await find(knock, choice)
      if (!found) return smallPage(404, { lang, title: words.over, text: words.overText })
      const { address, text, seq } = found
      if (!says) {
        const buttons = [{ label: text, name: 'choice', value: choice }]
        return smallPage(200, { lang, title: words.answerAsk, text: '', buttons })
      }
      const mark = createHash('sha256').update(`${knock.params.token}:${seq}:${choice}`).digest('base64url')
      const accepted = await engine().accept({
        ...{ id: `answer:${mark.slice(0, 32)}`, at: clock(), trust: 'fact', from: address },
        what: { kind: 'said', text, choice, address },
      })
      if (accepted.kind === 'parked')
        return smallPage(503, { lang, title: words.later, text: words.laterText })
      return smallPage(200, { lang, title: words.answered, text: words.answeredText })
    }

  return [
    { method: 'GET', path: PATH, answer: answer(false) },
    { method: 'POST', path: PATH, largest: 4096, answer: answer(true) },
  ]
}
