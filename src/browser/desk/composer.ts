// Where an agent writes: a note by default; to the shopper only on purpose. Enter is a new line, never a message.
import { el } from '../dom.ts'
import { button, type Page } from './parts.ts'
import { repliesView } from './replies-view.ts'

const TABS = ['note', 'send'] as const

export const composer = (page: Page): HTMLElement => {
  const { say, draft, keep, does, again, view } = page
  const tab = draft.tab ?? 'note'
  const isNote = tab === 'note'
  const text = el('textarea', {
    ...{
      rows: 3,
      maxlength: 4000,
      'data-focus': `write-${tab}`,
      id: 'write',
      'aria-describedby': 'write-hint',
    },
    'aria-label': say(isNote ? 'write_note' : 'write_shopper'),
  })
  text.value = draft[tab] ?? ''
  text.addEventListener('input', () => keep({ [tab]: text.value }))
  const submit = async (): Promise<void> => {
    if (text.value.trim() === '') return text.focus()
    const act = { act: tab, ticket: view.ticket?.id, text: text.value }
    if (!(await does(act, isNote ? 'noted' : 'was_sent'))) return
    // What goes to the shopper is chosen each time: the next thing typed is a note again.
    keep({ [tab]: undefined, tab: 'note' })
    again()
  }
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  })
  const choose = (chosen: 'note' | 'send'): void => {
    keep({ tab: chosen })
    again()
    document.querySelector<HTMLElement>('#write')?.focus()
  }
  const tabs = TABS.map((one) =>
    el(
      'button',
      {
        ...{
          type: 'button',
          class: one,
          role: 'tab',
          'data-focus': `tab-${one}`,
          'aria-controls': 'write-panel',
        },
        'aria-selected': String(one === tab),
        click: () => choose(one),
      },
      say(one === 'note' ? 'write_note' : 'write_shopper'),
    ),
  )
  return el(
    'div',
    { class: `composer ${tab}` },
    el('div', { class: 'tabs', role: 'tablist' }, ...tabs),
    el(
      'div',
      {
        class: 'write',
        role: 'tabpanel',
        id: 'write-panel',
        'aria-label': say(isNote ? 'write_note' : 'write_shopper'),
      },
      el('p', { class: 'hint', id: 'write-hint' }, say(isNote ? 'note_hint' : 'send_hint')),
      isNote ? null : repliesView(page, text),
      text,
      el(
        'div',
        { class: 'row' },
        button(say(isNote ? 'keep_note' : 'send'), 'submit', submit, {
          class: isNote ? 'main note' : 'main',
        }),
        el('kbd', {}, say('ctrl_enter')),
      ),
    ),
  )
}
