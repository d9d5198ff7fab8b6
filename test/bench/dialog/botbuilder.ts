// botbuilder-dialogs' side: a waterfall with a ChoicePrompt, state in its MemoryStorage, and an adapter that sends nothing
// anywhere but hands back what was said.
import { loadPeer } from '../run/peers.ts'
import { CHOICES, type DialogSide, QUESTIONS, TALKS, timeTurns } from './flow.ts'

type Step = {
  readonly prompt: (name: string, options: object) => Promise<unknown>
  readonly replaceDialog: (name: string) => Promise<unknown>
}

type Context = object
type Core = {
  readonly BotAdapter: new () => object
  readonly MemoryStorage: new () => object
  readonly TurnContext: new (adapter: object, activity: object) => Context
  readonly ConversationState: new (
    storage: object,
  ) => {
    readonly createProperty: (name: string) => object
    readonly saveChanges: (context: Context) => Promise<void>
  }
}
type DialogContext = {
  readonly continueDialog: () => Promise<{ readonly status: string }>
  readonly beginDialog: (name: string) => Promise<unknown>
}
type Dialogs = {
  readonly ChoicePrompt: new (name: string) => object
  readonly WaterfallDialog: new (name: string, steps: readonly ((step: Step) => unknown)[]) => object
  readonly ListStyle: { readonly suggestedAction: number }
  readonly DialogSet: new (
    state: object,
  ) => {
    readonly add: (dialog: object) => void
    readonly createContext: (context: Context) => Promise<DialogContext>
  }
}

export const open = async (): Promise<DialogSide> => {
  // They are CommonJS, and their own types are there only where they are installed.
  const { default: core } = await loadPeer<{ default: Core }>('botbuilder')
  const { default: dialogs } = await loadPeer<{ default: Dialogs }>('botbuilder-dialogs')
  const { BotAdapter, ConversationState, MemoryStorage, TurnContext } = core
  const { ChoicePrompt, DialogSet, ListStyle, WaterfallDialog } = dialogs

  let said = ''
  class Adapter extends BotAdapter {
    async sendActivities(_: unknown, activities: readonly { readonly text: string }[]) {
      for (const { text } of activities) said = text
      return activities.map(() => ({ id: '' }))
    }
  }
  const adapter = new Adapter()
  const state = new ConversationState(new MemoryStorage())
  const set = new DialogSet(state.createProperty('dialog'))
  set.add(new ChoicePrompt('choice'))
  set.add(
    new WaterfallDialog('four', [
      ...QUESTIONS.map(
        (prompt) => (step: Step) =>
          step.prompt('choice', { prompt, choices: CHOICES, style: ListStyle.suggestedAction }),
      ),
      (step: Step) => step.replaceDialog('four'),
    ]),
  )

  let events = 0
  const turn = async (talk: number, text: string): Promise<string> => {
    const context = new TurnContext(adapter, {
      ...{ type: 'message', id: `${++events}`, text, locale: 'en-us', channelId: 'test', serviceUrl: 'none' },
      ...{ from: { id: `visitor-${talk}` }, recipient: { id: 'bot' }, conversation: { id: `talk-${talk}` } },
    })
    const dialog = await set.createContext(context)
    const result = await dialog.continueDialog()
    if (result.status === 'empty') await dialog.beginDialog('four')
    await state.saveChanges(context)
    return said
  }

  for (let talk = 0; talk < TALKS; talk++) await turn(talk, 'hello')
  const done = { done: 0 }
  return { round: (turns) => timeTurns(turns, turn, done) }
}
