// The desk's page: signing in, then the desk.
import { put } from '../dom.ts'
import { deskApi } from './api.ts'
import { openDesk } from './desk.ts'
import { chosenLang, sayIn } from './language.ts'
import { signInForm } from './sign-in.ts'
import { languageSwitch } from './top-bar.ts'

const start = async (): Promise<void> => {
  const lang = chosenLang()
  const say = sayIn(lang)
  document.documentElement.lang = lang
  document.title = say('desk')
  const { agent } = await deskApi.me()
  if (agent !== null) return openDesk(agent, lang)
  const form = signInForm(lang, say, null, (name) => openDesk(name, lang))
  form.append(languageSwitch(lang, say))
  put(document.body, form)
}

void start()
