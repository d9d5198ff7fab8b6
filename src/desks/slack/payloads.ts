// What Slack hands in, as far as this desk reads it. Everything else of it is left alone.
import { z } from 'zod'

const user = z.object({ id: z.string() })
const channel = z.object({ id: z.string() })

const field = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
})

const view = z.object({
  id: z.string(),
  hash: z.string().optional(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), field)) }).optional(),
})
export type ViewIn = z.output<typeof view>

/** A button, or a choice in a modal that asks to be told. */
export const press = z.object({
  user,
  trigger_id: z.string(),
  channel: channel.optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  view: view.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
})
export type Press = z.output<typeof press>

export const submission = z.object({ user, view })

export const messageShortcut = z.object({
  user,
  trigger_id: z.string(),
  channel,
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().default('') }),
})

export const command = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
})
export type Command = z.output<typeof command>

/** A member's message in a thread; what bots wrote and what became of messages later is none. */
export const threadMessage = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
  user: z.string(),
  text: z.string().default(''),
  bot_id: z.undefined().optional(),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  files: z.array(z.object({ name: z.string().nullish() })).optional(),
})

export const homeOpened = z.object({ user: z.string(), tab: z.string().optional() })

/** What was filled in, by the part of the block's id before "|". */
export const filledIn = ({ state }: ViewIn): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const [block, fields] of Object.entries(state?.values ?? {}))
    for (const { value, selected_option } of Object.values(fields)) {
      const given = selected_option?.value ?? value
      if (given !== undefined && given !== null) found[block.split('|')[0] ?? ''] = given.trim()
    }
  return found
}

/** The block's id as it was asked under. */
export const blockOf = ({ state }: ViewIn, name: string): string =>
  Object.keys(state?.values ?? {}).find((block) => block.split('|')[0] === name) ?? name
