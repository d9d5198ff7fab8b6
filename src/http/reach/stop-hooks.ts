// Ends mailings by a signed link: at once by POST (RFC 8058's one click, and the page's own button), after a question by
// GET, since programs that look into letters open every link.
import type { Answer, Hook, Knock } from '../../ports/hook.ts'
import { type Links, readAbout } from '../../ports/links.ts'
import type { Engine } from '../../runtime/engine.ts'
import { PAGE_WORDS } from './page-words.ts'
import { langOfBrowser, smallPage } from './small-page.ts'

export type StopParts = {
  readonly engine: () => Engine
  readonly signed: Links
  readonly clock: () => number
}

const PATH = '/hooks/stop/:token'

export const stopHooks = ({ engine, signed, clock }: StopParts): readonly Hook[] => {
  const read = ({ params, headers }: Knock) => {
    const { languages, name } = engine().rulebook().shop
    const lang = langOfBrowser(headers['accept-language'], languages[0] ?? 'en')
    const link = signed.open(params.token ?? '', clock())
    return {
      lang,
      name,
      words: PAGE_WORDS[lang],
      shopper: link?.use === 'stop' ? readAbout(link.about).shopper : null,
    }
  }
  const over = ({ lang, words }: ReturnType<typeof read>): Answer =>
    smallPage(404, { lang, title: words.over, text: words.overText })

  const ask = async (knock: Knock): Promise<Answer> => {
    const found = read(knock)
    const { lang, words, name, shopper } = found
    if (shopper === null) return over(found)
    const buttons = [{ label: words.stopYes, name: 'stop', value: 'yes' }]
    return smallPage(200, { lang, title: words.stopAsk(name), text: words.stopText, buttons })
  }

  const stop = async (knock: Knock): Promise<Answer> => {
    const found = read(knock)
    const { lang, words, shopper } = found
    if (shopper === null) return over(found)
    const at = clock()
    // Each press counts by itself: whoever consented anew in between may stop anew.
    const id = `stop:${knock.params.token}:${at}`
    const accepted = await engine().accept({
      ...{ id, at, trust: 'fact', from: { shopper }, what: { kind: 'unsubscribed' } },
    })
    if (accepted.kind === 'parked') return smallPage(503, { lang, title: words.later, text: words.laterText })
    if (accepted.kind === 'refused') return over(found)
    return smallPage(200, { lang, title: words.stopped, text: words.stoppedText })
  }

  return [
    { method: 'GET', path: PATH, answer: ask },
    { method: 'POST', path: PATH, largest: 4096, answer: stop },
  ]
}
