// A page of a few words and at most some buttons, for those who come by a link of ours. No scripts; every word is data.
import type { Lang } from '../../core/meaning.ts'
import { LANGS } from '../../core/meaning.ts'
import type { Answer } from '../../ports/hook.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const STYLE = `body{margin:0;padding:24px;font:17px/1.5 system-ui,sans-serif;background:#f4f5f7;color:#1c1f26}
main{max-width:26rem;margin:8vh auto 0;padding:28px;border-radius:12px;background:#fff}
h1{margin:0 0 12px;font-size:21px}p{margin:0 0 16px}
button,a.go{display:block;width:100%;box-sizing:border-box;margin:0 0 10px;padding:13px;border:0;border-radius:8px;background:#1f5fd0;color:#fff;font:inherit;text-align:center;text-decoration:none;cursor:pointer}
button:focus-visible,a.go:focus-visible{outline:3px solid #8ab4ff;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#16181d;color:#f1f2f4}main{background:#22252c}}`

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  // The address holds a signed word.
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
}

export type SmallPage = {
  readonly lang: Lang
  readonly title: string
  readonly text: string
  /** Each sends its name and value to this very address. */
  readonly buttons?: readonly { readonly label: string; readonly name: string; readonly value: string }[]
}

export const smallPage = (status: number, { lang, title, text, buttons = [] }: SmallPage): Answer => ({
  status,
  headers: HEADERS,
  body: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${text ? `<p>${escaped(text)}</p>` : ''}${
    buttons.length > 0
      ? `<form method="post">${buttons.map(({ label, name, value }) => `<button name="${escaped(name)}" value="${escaped(value)}">${escaped(label)}</button>`).join('')}</form>`
      : ''
  }</main></body></html>
`,
})

/** The language that a browser asks for, of those that there are. */
export const langOfBrowser = (accepts: string | undefined, fallback: Lang): Lang => {
  for (const part of (accepts ?? '').split(',')) {
    const wanted = part.trim().slice(0, 2).toLowerCase()
    const found = LANGS.find((lang) => lang === wanted)
    if (found) return found
  }
  return fallback
}
