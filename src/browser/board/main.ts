// The board's page: signing in as at the desk, then the board.
import { deskApi } from '../desk/api.ts'
import { chosenLang, sayIn as deskSay } from '../desk/language.ts'
import { signInForm } from '../desk/sign-in.ts'
import { languageSwitch } from '../desk/top-bar.ts'
import { put } from '../dom.ts'
import { openBoard } from './board.ts'
import { sayIn } from './figures-text.ts'

const start = async (): Promise<void> => {
  const lang = chosenLang()
  const say = sayIn(lang)
  document.documentElement.lang = lang
  document.title = say('board')
  const { agent } = await deskApi.me()
  if (agent !== null) return openBoard(agent, lang)
  const form = signInForm(lang, deskSay(lang), null, (name) => openBoard(name, lang))
  const title = form.querySelector('h1')
  if (title) title.textContent = say('board')
  form.append(languageSwitch(lang, deskSay(lang)))
  put(document.body, form)
}

void start()
