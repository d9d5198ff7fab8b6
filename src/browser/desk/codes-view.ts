// The codes of a shopper: what became of each, what went against the rules, and taking one back.
import { el } from '../dom.ts'
import { type Key, keyOf } from './language.ts'
import { area, button, card, type Page } from './parts.ts'
import { termsText, wordy } from './phrases.ts'
import type { CodeView } from './types.ts'

const STATES: Readonly<Record<CodeView['state'], Key>> = {
  issued: 'code_issued',
  redeemed: 'code_redeemed',
  expired: 'code_expired',
  revoked: 'code_revoked',
}

const useView = (use: CodeView['uses'][number], { say, format }: Page): readonly HTMLElement[] => {
  const text = say('code_use', { order: use.order, sum: format.money(use.amount) })
  const key = use.overrun ? keyOf(`overrun_${use.overrun}`) : null
  const what = key ? say(key) : (use.overrun ?? '')
  return [
    el('small', {}, use.rolled_back ? `${text}, ${say('rolled_back')}` : text),
    ...(use.overrun ? [el('small', { class: 'against' }, say('overrun', { what }))] : []),
  ]
}

const revokeView = (code: CodeView, page: Page): HTMLElement => {
  const { say, draft, keep, again, does, tell, view } = page
  const begin = () => {
    keep({ revoking: code.id })
    again()
  }
  const stop = () => {
    keep({ revoking: undefined, revoke_why: undefined })
    again()
  }
  if (draft.revoking !== code.id) return button(say('revoke'), `revoke-${code.id}`, begin, { class: 'plain' })
  const revoke = async (): Promise<void> => {
    const why = draft.revoke_why?.trim() ?? ''
    if (why === '') return tell(say('why_wanted'), true)
    if (await does({ act: 'revoke', shopper: view.shopper.id, code: code.id, why }, 'revoked')) stop()
  }
  return el(
    'div',
    { class: 'revoke' },
    area('revoke-why', say('issue_why'), draft.revoke_why ?? '', (text) => keep({ revoke_why: text })),
    el(
      'div',
      { class: 'row' },
      button(say('revoke_do'), 'revoke-do', revoke, { class: 'danger' }),
      button(say('cancel'), 'revoke-stop', stop),
    ),
  )
}

const codeView = (code: CodeView, page: Page): HTMLElement => {
  const { say, format, lang } = page
  const by = code.agent ? `, ${say('code_by', { by: code.agent })}` : ''
  return el(
    'li',
    { class: `code-row ${code.state}` },
    el('b', {}, wordy(code.offer)),
    el('small', {}, `${say(STATES[code.state], { at: format.time(code.until) })}${by}`),
    el('small', {}, termsText(code.terms, format, say)),
    el('small', { class: 'why' }, code.why[lang]),
    code.terms.said[page.lang] !== '' && el('small', {}, code.terms.said[page.lang]),
    ...code.uses.flatMap((use) => useView(use, page)),
    code.state === 'issued' && revokeView(code, page),
  )
}

export const codesView = (page: Page): HTMLElement => {
  const { view, say } = page
  const codes = view.codes.toReversed()
  return card(
    say('codes'),
    codes.length === 0
      ? el('p', { class: 'nothing' }, say('no_codes'))
      : el('ul', { class: 'codes' }, ...codes.map((code) => codeView(code, page))),
  )
}
