// Block Kit, in the few pieces that this desk uses, each within Slack's limits. Knows no tickets.
import type { types } from '@slack/bolt'
import { cut } from './mrkdwn.ts'

export type Block = types.KnownBlock
export type Option = { readonly text: string; readonly value: string }

/** Slack's limits: blocks of a message and of a view. */
export const MOST_BLOCKS = 50
const TEXT = 3000
const FIELD = 2000
const BUTTON = 75
const OPTION = 75
const OPTIONS = 100

const plain = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, most) || ' ',
  // A shopper's ":smile:" is what was written.
  emoji: false,
})

const mrkdwn = (text: string, most: number): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: cut(text, most) || ' ',
  // Names and addresses in it become no links and call nobody.
  verbatim: true,
})

export const header = (text: string): Block => ({ type: 'header', text: plain(text, 150) })
export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text, TEXT) })
export const fields = (texts: readonly string[]): Block => ({
  type: 'section',
  fields: texts.slice(0, 10).map((text) => mrkdwn(text, FIELD)),
})
export const context = (text: string): Block => ({ type: 'context', elements: [mrkdwn(text, FIELD)] })
export const divider: Block = { type: 'divider' }

export type ButtonOf = {
  readonly text: string
  readonly action: string
  readonly value?: string
  readonly style?: 'primary' | 'danger'
  readonly url?: string
  readonly confirm?: {
    readonly title: string
    readonly text: string
    readonly yes: string
    readonly no: string
  }
}

export const button = ({ text, action, value, style, url, confirm }: ButtonOf): types.Button => ({
  type: 'button',
  text: plain(text, BUTTON),
  action_id: action,
  ...(value !== undefined && { value }),
  ...(style && { style }),
  ...(url && { url }),
  ...(confirm && {
    confirm: {
      title: plain(confirm.title, 100),
      text: plain(confirm.text, 300),
      confirm: plain(confirm.yes, 30),
      deny: plain(confirm.no, 30),
    },
  }),
})

/** A list of names to choose one from, among the buttons; each value carries what a press needs. */
export const menu = (action: string, label: string, options: readonly Option[]): types.StaticSelect => ({
  ...{ type: 'static_select', action_id: action, placeholder: plain(label, 150) },
  options: options.slice(0, OPTIONS).map(option),
})

export const actions = (buttons: readonly (types.Button | types.StaticSelect)[]): Block => ({
  type: 'actions',
  elements: [...buttons],
})

const option = ({ text, value }: Option): types.PlainTextOption => ({ text: plain(text, OPTION), value })

type Asked = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
}

const input = (
  { id, label, hint, optional }: Asked,
  element: types.InputBlock['element'],
  tells = false,
): Block => ({
  type: 'input',
  block_id: id,
  label: plain(label, 200),
  element,
  ...(hint && { hint: plain(hint, 200) }),
  ...(optional && { optional }),
  ...(tells && { dispatch_action: true }),
})

/** The action's id of every input: its block's id tells which it is. */
export const VALUE = 'value'

export const choice = (
  asked: Asked & {
    readonly options: readonly Option[]
    readonly chosen?: string | undefined
    readonly tells?: string
  },
): Block => {
  const options = asked.options.slice(0, OPTIONS).map(option)
  const chosen = options.find(({ value }) => value === asked.chosen)
  const element: types.StaticSelect = {
    ...{ type: 'static_select', action_id: asked.tells ?? VALUE, options },
    ...(chosen && { initial_option: chosen }),
  }
  return input(asked, element, asked.tells !== undefined)
}

export const words = (
  asked: Asked & { readonly lines?: boolean; readonly initial?: string; readonly most?: number },
): Block =>
  input(asked, {
    ...{ type: 'plain_text_input', action_id: VALUE, max_length: asked.most ?? 3000 },
    ...(asked.lines && { multiline: true }),
    ...(asked.initial && { initial_value: cut(asked.initial, asked.most ?? 3000) }),
  })

export const number = (asked: Asked & { readonly initial: string; readonly decimals: boolean }): Block =>
  input(asked, {
    ...{ type: 'number_input', action_id: VALUE, is_decimal_allowed: asked.decimals },
    ...(asked.initial !== '' && { initial_value: asked.initial }),
  })

export type ModalOf = {
  readonly callback: string
  readonly title: string
  readonly blocks: readonly Block[]
  readonly close: string
  readonly submit?: string
  /** What it is about, for whoever gets it back; 3000 characters at most. */
  readonly about?: unknown
}

export const modal = ({ callback, title, blocks, close, submit, about }: ModalOf): types.ModalView => ({
  type: 'modal',
  callback_id: callback,
  title: plain(title, 24),
  close: plain(close, 24),
  ...(submit && { submit: plain(submit, 24) }),
  blocks: [...blocks].slice(0, 100),
  ...(about !== undefined && { private_metadata: JSON.stringify(about) }),
})
