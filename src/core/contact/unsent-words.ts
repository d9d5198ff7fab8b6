// Why a message of ours was not sent, or waits, in one sentence. Times are written by the caller.
import type { Lang } from '../meaning.ts'
import type { Unsent, Why } from './against.ts'

type Words = {
  readonly what: (unsent: Unsent) => string
  readonly channel: Readonly<Record<string, string>>
  readonly why: Readonly<Record<Why, (unsent: Unsent, time: (at: number) => string, there: string) => string>>
}

const days = (within: number | undefined): number => Math.max(1, Math.round((within ?? 0) / 86_400_000))
const at = (time: (at: number) => string, moment: number | undefined): string =>
  moment === undefined ? '' : time(moment)

const EN: Words = {
  what: ({ flow, text }) => flow ?? text ?? 'a message',
  channel: { email: 'e-mail', sms: 'text messages', web: 'the chat on the page', telegram: 'Telegram' },
  why: {
    no_consent: (_, __, there) => `no consent for ${there}`,
    refused: ({ since }, time, there) => `refused for ${there} on ${at(time, since)}`,
    stopped: ({ since }, time) => `stopped on ${at(time, since)}`,
    gone: (_, __, there) => `gone: the address at ${there} takes nothing any more`,
    unreachable: () => 'there is no address that it could go to',
    snoozed: ({ until }, time) => `snoozed until ${at(time, until)}`,
    quiet: ({ until }, time) => `quiet hours: it waits until ${at(time, until)}`,
    capped: ({ count, within }, _, there) =>
      `capped: ${count} of ${count} in ${days(within)} days for ${there}`,
    contact: ({ count, within }) =>
      `capped: ${count} of ${count} in ${days(within)} days, all channels together`,
    lapsed: () => 'lapsed: what it was about was over when its time came',
  },
}

const UK: Words = {
  what: ({ flow, text }) => flow ?? text ?? 'повідомлення',
  channel: { email: 'електронної пошти', sms: 'SMS', web: 'чату на сторінці', telegram: 'Telegram' },
  why: {
    no_consent: (_, __, there) => `немає згоди для ${there}`,
    refused: ({ since }, time, there) => `відмова для ${there}: ${at(time, since)}`,
    stopped: ({ since }, time) => `просили більше не писати: ${at(time, since)}`,
    gone: (_, __, there) => `адреса для ${there} більше нічого не приймає`,
    unreachable: () => 'немає адреси, на яку це можна надіслати',
    snoozed: ({ until }, time) => `відкладено до ${at(time, until)}`,
    quiet: ({ until }, time) => `тихі години: чекає до ${at(time, until)}`,
    capped: ({ count, within }, _, there) => `межа: ${count} з ${count} за ${days(within)} дн. для ${there}`,
    contact: ({ count, within }) => `межа: ${count} з ${count} за ${days(within)} дн. на всі канали разом`,
    lapsed: () => 'втратило сенс: коли настав час, говорити вже не було про що',
  },
}

const RU: Words = {
  what: ({ flow, text }) => flow ?? text ?? 'сообщение',
  channel: { email: 'электронной почты', sms: 'SMS', web: 'чата на странице', telegram: 'Telegram' },
  why: {
    no_consent: (_, __, there) => `нет согласия для ${there}`,
    refused: ({ since }, time, there) => `отказ для ${there}: ${at(time, since)}`,
    stopped: ({ since }, time) => `просили больше не писать: ${at(time, since)}`,
    gone: (_, __, there) => `адрес для ${there} больше ничего не принимает`,
    unreachable: () => 'нет адреса, на который это можно отправить',
    snoozed: ({ until }, time) => `отложено до ${at(time, until)}`,
    quiet: ({ until }, time) => `тихие часы: ждёт до ${at(time, until)}`,
    capped: ({ count, within }, _, there) =>
      `предел: ${count} из ${count} за ${days(within)} дн. для ${there}`,
    contact: ({ count, within }) =>
      `предел: ${count} из ${count} за ${days(within)} дн. на все каналы вместе`,
    lapsed: () => 'потеряло смысл: когда подошло время, говорить было уже не о чем',
  },
}

const TABLES: Readonly<Record<Lang, Words>> = { en: EN, uk: UK, ru: RU }

/** "abandoned_cart: no consent for e-mail". `time`: a moment as the reader writes it. */
export const unsentSentence = (unsent: Unsent, lang: Lang, time: (at: number) => string): string => {
  const words = TABLES[lang]
  const there = words.channel[unsent.channel ?? ''] ?? unsent.channel ?? ''
  return `${words.what(unsent)}: ${words.why[unsent.why](unsent, time, there)}`
}
