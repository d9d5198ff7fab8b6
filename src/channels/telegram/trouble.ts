// What is wrong with the line to Telegram, said once when it begins and once when it is over, with what to do about it;
// and how long to wait before the next try.
import type { Log } from '../../ports/log.ts'
import type { Failure } from './failure.ts'

const FIRST_WAIT = 500
const LONGEST_WAIT = 60_000

const ADVICE: Partial<Record<Failure['kind'], string>> = {
  unauthorized: 'Telegram does not know this TELEGRAM_BOT_TOKEN: copy it anew from @BotFather',
  unknown_method:
    'the server at TELEGRAM_API_ROOT does not know this bot or this call: look at the address and the token',
  conflict:
    'another program takes this bot’s updates (a second Winback, a test machine, or a webhook): stop it, or use a bot of its own',
  unreachable: 'Telegram can’t be reached: look at the network, a firewall or a proxy',
  no_answer: 'Telegram does not answer: look at the network, a firewall or a proxy',
  too_many: 'Telegram asks us to be slower',
}

export const createTrouble = (log: Log, doing: string) => {
  let now: string | null = null
  let wait = 0
  return {
    /** Answers how long to wait, ms. */
    met: (failure: Failure): number => {
      wait = Math.min(Math.max(wait * 2, FIRST_WAIT), LONGEST_WAIT)
      if (now !== failure.kind) {
        const fields = { channel: 'telegram', code: failure.kind, why: failure.why }
        log.error(fields, `${doing}: ${ADVICE[failure.kind] ?? 'Telegram refuses'}; going on trying`)
      }
      now = failure.kind
      return Math.max(wait, failure.wait ?? 0)
    },
    over: (): void => {
      if (now !== null) log.warn({ channel: 'telegram' }, `${doing}: works again`)
      now = null
      wait = 0
    },
  }
}
