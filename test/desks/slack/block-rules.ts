// What Slack refuses of Block Kit, after its reference: blocks of a message, of a modal, of the home tab.

type Any = Readonly<Record<string, unknown>>

const MOST = { message: 50, modal: 100, home: 100 } as const
/** Which blocks stand where. */
const ALLOWED = {
  message: ['header', 'section', 'context', 'actions', 'divider', 'image'],
  modal: ['header', 'section', 'context', 'actions', 'divider', 'image', 'input'],
  home: ['header', 'section', 'context', 'actions', 'divider', 'image', 'input'],
} as const

export const blockFaults = (given: unknown, where: keyof typeof MOST): readonly string[] => {
  const faults: string[] = []
  const fault = (what: string): void => void faults.push(what)
  const text = (found: unknown, most: number, name: string, kinds = ['plain_text', 'mrkdwn']): void => {
    const { type, text: words, emoji, verbatim } = (found ?? {}) as Any
    if (!kinds.includes(String(type))) fault(`${name}: ${String(type)} is not allowed`)
    if (typeof words !== 'string' || words.length === 0) fault(`${name}: empty`)
    else if (words.length > most) fault(`${name}: ${words.length} of ${most} characters`)
    if (type === 'mrkdwn' && emoji !== undefined) fault(`${name}: emoji belongs to plain_text`)
    if (type === 'plain_text' && verbatim !== undefined) fault(`${name}: verbatim belongs to mrkdwn`)
  }
  const id = (found: unknown, name: string): void => {
    if (found !== undefined && (typeof found !== 'string' || found.length > 255)) fault(`${name}: too long`)
  }
  const options = (element: Any): void => {
    const all = (element.options ?? []) as readonly Any[]
    if (all.length < 1 || all.length > 100) fault(`options: ${all.length}`)
    const values = new Set<unknown>()
    for (const option of all) {
      text(option.text, 75, 'option', ['plain_text'])
      if (typeof option.value !== 'string' || option.value.length > 150 || option.value.length === 0)
        fault('option: value')
      if (values.has(option.value)) fault(`option: ${String(option.value)} twice`)
      values.add(option.value)
    }
    const first = element.initial_option as Any | undefined
    if (first && !all.some((option) => JSON.stringify(option) === JSON.stringify(first)))
      fault('initial_option is none of the options')
  }
  const element = (found: Any): void => {
    id(found.action_id, 'action_id')
    switch (found.type) {
      case 'button':
        text(found.text, 75, 'button', ['plain_text'])
        if (found.value !== undefined && String(found.value).length > 2000) fault('button: value')
        if (found.url !== undefined && String(found.url).length > 3000) fault('button: url')
        if (found.style !== undefined && found.style !== 'primary' && found.style !== 'danger')
          fault('button: style')
        if (found.confirm) {
          const { title, text: words, confirm, deny } = found.confirm as Any
          text(title, 100, 'confirm title', ['plain_text'])
          text(words, 300, 'confirm text')
          text(confirm, 30, 'confirm', ['plain_text'])
          text(deny, 30, 'deny', ['plain_text'])
        }
        return
      case 'static_select':
        return options(found)
      case 'plain_text_input':
        if (String(found.initial_value ?? '').length > Number(found.max_length ?? 3000))
          fault('input: initial_value')
        if (Number(found.max_length ?? 3000) > 3000) fault('input: max_length')
        return
      case 'number_input':
        if (typeof found.is_decimal_allowed !== 'boolean') fault('number_input: is_decimal_allowed')
        if (found.initial_value !== undefined && !/^-?\d+(\.\d+)?$/.test(String(found.initial_value)))
          fault('number_input: initial_value')
        if (found.is_decimal_allowed === false && String(found.initial_value ?? '').includes('.'))
          fault('number_input: decimal')
        return
      default:
        fault(`element ${String(found.type)}`)
    }
  }
  if (!Array.isArray(given) || given.length === 0) return ['no blocks']
  const blocks = given as readonly Any[]
  if (blocks.length > MOST[where]) fault(`${blocks.length} blocks`)
  const ids = new Set<unknown>()
  for (const block of blocks) {
    const type = String(block.type)
    id(block.block_id, 'block_id')
    if (block.block_id !== undefined && ids.has(block.block_id))
      fault(`block_id ${String(block.block_id)} twice`)
    ids.add(block.block_id)
    if (!(ALLOWED[where] as readonly string[]).includes(type)) fault(`${type} in a ${where}`)
    if (type === 'header') text(block.text, 150, 'header', ['plain_text'])
    if (type === 'section') {
      if (block.text === undefined && block.fields === undefined) fault('section: empty')
      if (block.text !== undefined) text(block.text, 3000, 'section')
      const found = (block.fields ?? []) as readonly unknown[]
      if (found.length > 10) fault('section: fields')
      for (const one of found) text(one, 2000, 'field')
    }
    if (type === 'context') {
      const found = (block.elements ?? []) as readonly Any[]
      if (found.length < 1 || found.length > 10) fault('context: elements')
      for (const one of found) text(one, 3000, 'context')
    }
    if (type === 'actions') {
      const found = (block.elements ?? []) as readonly Any[]
      if (found.length < 1 || found.length > 25) fault('actions: elements')
      const names = new Set(found.map(({ action_id }) => action_id))
      if (names.size !== found.length) fault('actions: action_id twice')
      for (const one of found) element(one)
    }
    if (type === 'input') {
      text(block.label, 2000, 'label', ['plain_text'])
      if (block.hint !== undefined) text(block.hint, 2000, 'hint', ['plain_text'])
      element(block.element as Any)
    }
  }
  return faults
}

export const viewFaults = (view: Any): readonly string[] => {
  const faults: string[] = []
  if (view.type !== 'modal' && view.type !== 'home') return ['no view']
  if (view.type === 'modal') {
    for (const name of ['title', 'close', 'submit']) {
      const { type, text } = (view[name] ?? {}) as Any
      if (name !== 'submit' && name === 'title' && !text) faults.push('title')
      if (view[name] !== undefined && (type !== 'plain_text' || String(text).length > 24 || !text))
        faults.push(name)
    }
    const blocks = (view.blocks ?? []) as readonly Any[]
    if (blocks.some(({ type }) => type === 'input') && !view.submit) faults.push('inputs want a submit')
    if (String(view.callback_id ?? '').length > 255) faults.push('callback_id')
  }
  if (String(view.private_metadata ?? '').length > 3000) faults.push('private_metadata')
  return [...faults, ...blockFaults(view.blocks, view.type)]
}
