// The HTML of a letter: one column that a telephone shows whole, light and dark, without scripts and without pictures of
// others than the shop. Every word is data and is escaped.
import type { GoodsPart, Parts } from './letter.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** What a reader that knows dark letters puts over the plain look, which stands in the elements themselves. */
const STYLE = `
@media (prefers-color-scheme: dark) {
  .page { background: #16181d !important; }
  .sheet { background: #22252c !important; }
  .ink { color: #f1f2f4 !important; }
  .pale { color: #b3b8c2 !important; }
  .code { background: #16181d !important; border-color: #6b7280 !important; color: #ffffff !important; }
  .choice { border-color: #8ab4ff !important; color: #8ab4ff !important; }
}
@media (max-width: 480px) { .sheet { padding: 20px !important; } .code { font-size: 22px !important; } }
`

const paragraph = (text: string): string =>
  `<p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.5;color:#1c1f26;overflow-wrap:anywhere">${escaped(text).replace(/\n/g, '<br>')}</p>`

const button = (label: string, url: string): string =>
  `<p style="margin:0 0 16px"><a href="${escaped(url)}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1f5fd0;color:#ffffff;font-size:16px;text-decoration:none">${escaped(label)}</a></p>`

const choice = (label: string, url: string): string =>
  `<a class="choice" href="${escaped(url)}" style="display:block;margin:0 0 8px;padding:12px 16px;border:1px solid #1f5fd0;border-radius:8px;color:#1f5fd0;font-size:16px;text-decoration:none">${escaped(label)}</a>`

const goodsLine = ({ title, quantity, sum, picture, url }: GoodsPart, pictures: boolean): string => {
  const name = url
    ? `<a class="ink" href="${escaped(url)}" style="color:#1c1f26">${escaped(title)}</a>`
    : escaped(title)
  const image = picture
    ? `<img src="${escaped(picture)}" alt="" width="56" height="56" style="display:block;width:56px;height:56px;object-fit:cover;border-radius:6px">`
    : ''
  const cell = pictures ? `<td style="padding:6px 12px 6px 0;width:56px">${image}</td>` : ''
  return `<tr>${cell}<td class="ink" style="padding:6px 0;font-size:15px;line-height:1.4;color:#1c1f26">${name}<br><span class="pale" style="color:#5b6270">× ${quantity}</span></td><td class="ink" style="padding:6px 0 6px 12px;font-size:15px;color:#1c1f26;text-align:right;white-space:nowrap">${escaped(sum)}</td></tr>`
}

export const htmlOf = (parts: Parts, title: string): string => {
  const { lang, shop, paragraphs, code, goods, more, cart, choices, stop } = parts
  const pictures = goods.some(({ picture }) => picture !== undefined)
  const rows = goods.map((line) => goodsLine(line, pictures)).join('')
  const body = [
    ...paragraphs.map(paragraph),
    ...(code
      ? [
          `<p class="pale" style="margin:0 0 6px;font-size:14px;color:#5b6270">${escaped(code.label)}</p>`,
          // As text in one piece: a press long enough marks it whole.
          `<p class="code ink" style="margin:0 0 6px;padding:14px 12px;border:2px dashed #9aa3b2;border-radius:8px;background:#f4f6f9;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:26px;font-weight:700;letter-spacing:1px;text-align:center;color:#1c1f26;user-select:all;-webkit-user-select:all">${escaped(code.text)}</p>`,
          `<p class="pale" style="margin:0 0 16px;font-size:14px;line-height:1.5;color:#5b6270">${[code.terms, code.until].filter(Boolean).map(escaped).join('<br>')}</p>`,
        ]
      : []),
    ...(rows
      ? [
          `<table role="presentation" style="width:100%;margin:0 0 16px;border-collapse:collapse">${rows}</table>`,
        ]
      : []),
    ...(more
      ? [`<p class="pale" style="margin:0 0 16px;font-size:14px;color:#5b6270">${escaped(more)}</p>`]
      : []),
    ...(cart ? [button(cart.label, cart.url)] : []),
    ...choices.map(({ label, url }) => choice(label, url)),
  ].join('\n')
  const foot = stop
    ? `<p class="pale" style="margin:16px 0 0;font-size:13px;line-height:1.5;color:#5b6270">${escaped(stop.why)} <a class="pale" href="${escaped(stop.url)}" style="color:#5b6270">${escaped(stop.label)}</a></p>`
    : ''
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body class="page" style="margin:0;padding:16px;background:#eef0f3;${FONT}">
<div style="max-width:560px;margin:0 auto"><div class="sheet" style="padding:28px;border-radius:12px;background:#ffffff">
<p class="pale" style="margin:0 0 18px;font-size:14px;color:#5b6270">${escaped(shop)}</p>
${body}
</div>${foot}</div></body></html>
`
}
