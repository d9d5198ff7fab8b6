// The few words of the widget itself, in three languages. What the bot says comes from the server.
import type { Lang } from './wire.ts'

const UK = {
  open: 'Відкрити чат',
  close: 'Закрити чат',
  title: 'Чат',
  here: 'Ми на звʼязку',
  away: 'Зʼєднуємося…',
  write: 'Ваше повідомлення',
  send: 'Надіслати',
  copy: 'Скопіювати',
  copied: 'Скопійовано',
  until: 'Діє до',
  code: 'Ваш персональний код',
  failed: 'Не надіслано. Спробуйте ще раз.',
  unread: 'Нове повідомлення',
}

const WORDS: Readonly<Record<Lang, typeof UK>> = {
  uk: UK,
  ru: {
    open: 'Открыть чат',
    close: 'Закрыть чат',
    title: 'Чат',
    here: 'Мы на связи',
    away: 'Соединяемся…',
    write: 'Ваше сообщение',
    send: 'Отправить',
    copy: 'Скопировать',
    copied: 'Скопировано',
    until: 'Действует до',
    code: 'Ваш персональный код',
    failed: 'Не отправлено. Попробуйте ещё раз.',
    unread: 'Новое сообщение',
  },
  en: {
    open: 'Open chat',
    close: 'Close chat',
    title: 'Chat',
    here: 'We are here',
    away: 'Connecting…',
    write: 'Your message',
    send: 'Send',
    copy: 'Copy',
    copied: 'Copied',
    until: 'Valid until',
    code: 'Your personal code',
    failed: 'Not sent. Please try again.',
    unread: 'New message',
  },
}

export type Words = typeof UK

export const wordsIn = (lang: Lang): Words => WORDS[lang]

/** The first of our languages that is asked for: the page's own, then the browser's. */
export const pickLang = (wanted: readonly (string | null | undefined)[]): Lang => {
  for (const tag of wanted) {
    const lang = tag?.toLowerCase().split('-')[0]
    if (lang === 'uk' || lang === 'ru' || lang === 'en') return lang
  }
  return 'en'
}
