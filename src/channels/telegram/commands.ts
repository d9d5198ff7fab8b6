// The menu of commands, and what each of them says to the engine. An old server that knows no menu does without.
import type { Api } from 'grammy'
import { LANGS, type Lang } from '../../core/meaning.ts'
import type { Log } from '../../ports/log.ts'
import { failureOf } from './failure.ts'
import { COMMANDS, WORDS } from './words.ts'

/** A command is the press of a button that always hangs there: the meaning that it stands for. */
export const CHOICES: Readonly<Record<string, string>> = {
  code: 'code_problem',
  order: 'order_status',
  agent: 'human',
  stop: 'stop',
  help: 'help',
}

/** As the shopper would have said it. */
export const commandWords = (name: string, lang: Lang): string =>
  Object.hasOwn(WORDS[lang].commands, name)
    ? WORDS[lang].commands[name as (typeof COMMANDS)[number]]
    : `/${name}`

/** The menu in every language of the shop; its first is for everybody else. */
export const tellMenu = async (api: Api, languages: readonly Lang[], log: Log): Promise<void> => {
  const menuIn = (lang: Lang) =>
    COMMANDS.map((command) => ({ command, description: WORDS[lang].commands[command] }))
  try {
    await api.setMyCommands(menuIn(languages[0] ?? 'en'))
    for (const lang of LANGS.filter((one) => languages.includes(one)))
      await api.setMyCommands(menuIn(lang), { language_code: lang })
  } catch (error) {
    log.info({ channel: 'telegram', code: failureOf(error).kind }, 'the menu of commands could not be set')
  }
}
