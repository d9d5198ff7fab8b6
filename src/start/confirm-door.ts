// The page that a letter's link opens: GET shows what it is about, and only the press of its button, a POST, counts:
// programs that look into letters open links and press nothing. The token is the right to confirm, and nothing else.
import { createHash } from 'node:crypto'
import type { Proof } from '../core/joining/proof.ts'
import { masked } from '../core/joining/send-there.ts'
import type { Lang } from '../core/meaning.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Answer, Hook, Knock } from '../ports/hook.ts'
import type { Links } from '../ports/links.ts'
import type { Engine } from '../runtime/engine.ts'
import { CONFIRM_WORDS, type ConfirmWords } from './confirm-words.ts'

const DAY = 86_400_000

export const confirmPath = (links: Links, proof: string, now: number): string =>
  `/confirm/${links.make({ use: 'confirm', about: proof, until: now + DAY })}`

const STYLE =
  'body{font:18px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.2rem;color:#1c1c1e;background:#fff}h1{font-size:1.5rem}small{color:#5c5c61}button{font:inherit;padding:.7rem 1.4rem;border:0;border-radius:.6rem;background:#1f6f4a;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #0a84ff;outline-offset:2px}@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#161618}small{color:#a9a9af}}'
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'x-frame-options': 'DENY',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const plain = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)

const page = (status: number, lang: Lang, title: string, body: string): Answer => ({
  ...{ status, headers: HEADERS },
  body: `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${plain(title)}</title><style>${STYLE}</style><main><h1>${plain(title)}</h1>${body}</main></html>`,
})

const told = (status: number, lang: Lang, shop: string, words: string): Answer =>
  page(status, lang, shop, `<p role="status">${plain(words)}</p>`)

type Found = { readonly shopper: Shopper; readonly id: string; readonly proof: Proof | null }

export const createConfirmDoor = (parts: {
  readonly engine: () => Engine
  readonly links: Links
  readonly clock: () => number
}): readonly Hook[] => {
  const { engine, links, clock } = parts

  const find = async ({ params }: Knock): Promise<Found | null> => {
    const link = links.open(params.token ?? '', clock())
    if (link?.use !== 'confirm') return null
    const shopper = await engine().shopper(link.about.split('.')[0] ?? '')
    const isIt = ({ id, until, address }: Proof) =>
      id === link.about && until > clock() && address.channel === 'email'
    const proof = shopper?.proofs?.find(isIt)
    return shopper && { shopper, id: link.about, proof: proof ?? null }
  }

  const langOf = (found: Found | null): Lang =>
    found?.shopper.lang ?? found?.shopper.traits.language ?? engine().rulebook().shop.languages[0] ?? 'en'

  const open = async (knock: Knock): Promise<Answer> => {
    const found = await find(knock)
    const lang = langOf(found)
    const words: ConfirmWords = CONFIRM_WORDS[lang]
    const { name } = engine().rulebook().shop
    if (!found?.proof) return told(410, lang, name, words.over)
    const asks = plain(words.asks(masked(found.proof.address), name))
    // Without an action it goes to this very address.
    const form = `<form method="post"><button>${plain(words.press)}</button></form>`
    return page(200, lang, words.title, `<p>${asks}</p>${form}<p><small>${plain(words.warns)}</small></p>`)
  }

  const press = async (knock: Knock): Promise<Answer> => {
    const found = await find(knock)
    const lang = langOf(found)
    const words = CONFIRM_WORDS[lang]
    const { name } = engine().rulebook().shop
    if (!found?.proof) return told(410, lang, name, words.over)
    const { id, address } = found.proof
    const done = await engine().accept({
      ...{ id: `proved:${id}`, at: clock(), trust: 'fact', from: { shopper: found.shopper.id } },
      ...{ proven: { address, why: 'email' }, what: { kind: 'proved', proof: id } },
    })
    if (done.kind === 'refused' && done.reason === 'two_customers') return told(409, lang, name, words.other)
    const isDone = done.kind === 'done' && done.reply.kind === 'ok'
    return isDone ? told(200, lang, name, words.done) : told(410, lang, name, words.over)
  }

  const path = '/confirm/:token'
  return [
    { method: 'GET', path, answer: open },
    { method: 'POST', path, largest: 1024, answer: press },
  ]
}
