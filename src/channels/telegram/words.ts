// What the channel itself says in Telegram: the menu of commands, the choice of a language, small words around a
// message. Everything that is about the shop stands in the shop's own texts.
import type { CodeState } from '../../core/codes/code.ts'
import type { Lang } from '../../core/meaning.ts'

/** Commands of the menu, in its order. */
export const COMMANDS = ['code', 'order', 'agent', 'language', 'stop', 'help'] as const
export type Command = (typeof COMMANDS)[number] | 'start'

export type Words = {
  readonly commands: Readonly<Record<(typeof COMMANDS)[number], string>>
  readonly chooseLanguage: string
  /** In its own language. */
  readonly language: string
  readonly copy: string
  /** How a code that was shown has ended. */
  readonly over: Readonly<Record<Exclude<CodeState, 'issued'>, string>>
  readonly more: (count: number) => string
}

export const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    commands: {
      code: 'My code',
      order: 'Where is my order?',
      agent: 'Talk to a person',
      language: 'Change the language',
      stop: 'Write me no more',
      help: 'What I can help with',
    },
    chooseLanguage: 'Which language shall we speak?',
    language: 'English',
    copy: 'Copy the code',
    over: { redeemed: 'Used', expired: 'Ended', revoked: 'Withdrawn' },
    more: (count) => `and ${count} more`,
  },
  uk: {
    commands: {
      code: 'Мій код',
      order: 'Де моє замовлення?',
      agent: 'Поговорити з людиною',
      language: 'Змінити мову',
      stop: 'Більше не писати мені',
      help: 'Чим я можу допомогти',
    },
    chooseLanguage: 'Якою мовою спілкуватимемося?',
    language: 'Українська',
    copy: 'Скопіювати код',
    over: { redeemed: 'Використано', expired: 'Термін дії минув', revoked: 'Відкликано' },
    more: (count) => `і ще ${count}`,
  },
  ru: {
    commands: {
      code: 'Мой код',
      order: 'Где мой заказ?',
      agent: 'Поговорить с человеком',
      language: 'Сменить язык',
      stop: 'Больше не писать мне',
      help: 'Чем я могу помочь',
    },
    chooseLanguage: 'На каком языке будем говорить?',
    language: 'Русский',
    copy: 'Скопировать код',
    over: { redeemed: 'Использован', expired: 'Срок действия истёк', revoked: 'Отозван' },
    more: (count) => `и ещё ${count}`,
  },
}
