// The words of the pages that links lead to.
import type { Lang } from '../../core/meaning.ts'

type Words = {
  readonly stopAsk: (shop: string) => string
  readonly stopText: string
  readonly stopYes: string
  readonly stopped: string
  readonly stoppedText: string
  readonly over: string
  readonly overText: string
  readonly answerAsk: string
  readonly answered: string
  readonly answeredText: string
  readonly later: string
  readonly laterText: string
}

export const PAGE_WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    stopAsk: (shop) => `Stop messages from ${shop}?`,
    stopText: 'You will get no more messages that you did not ask for.',
    stopYes: 'Yes, unsubscribe',
    stopped: 'You are unsubscribed',
    stoppedText: 'We will not write to you again. If you ever need us, just write.',
    over: 'This link is over',
    overText: 'What it led to has ended or is settled.',
    answerAsk: 'Send this answer?',
    answered: 'Thank you',
    answeredText: 'We have your answer and will write to you in a moment.',
    later: 'It did not work just now',
    laterText: 'Please try again in a minute.',
  },
  ru: {
    stopAsk: (shop) => `Отписаться от сообщений магазина ${shop}?`,
    stopText: 'Вы больше не получите сообщений, о которых не просили.',
    stopYes: 'Да, отписаться',
    stopped: 'Вы отписались',
    stoppedText: 'Больше не будем вам писать. Если понадобимся — просто напишите.',
    over: 'Ссылка больше не действует',
    overText: 'То, куда она вела, закончилось или уже решено.',
    answerAsk: 'Отправить этот ответ?',
    answered: 'Спасибо',
    answeredText: 'Мы получили ваш ответ и скоро напишем.',
    later: 'Сейчас не получилось',
    laterText: 'Попробуйте ещё раз через минуту.',
  },
  uk: {
    stopAsk: (shop) => `Відписатися від повідомлень магазину ${shop}?`,
    stopText: 'Ви більше не отримуватимете повідомлень, про які не просили.',
    stopYes: 'Так, відписатися',
    stopped: 'Вас відписано',
    stoppedText: 'Більше не писатимемо. Якщо будемо потрібні — просто напишіть.',
    over: 'Посилання вже не діє',
    overText: 'Те, куди воно вело, скінчилося або вже вирішено.',
    answerAsk: 'Надіслати цю відповідь?',
    answered: 'Дякуємо',
    answeredText: 'Ми отримали вашу відповідь і незабаром напишемо.',
    later: 'Зараз не вийшло',
    laterText: 'Спробуйте ще раз за хвилину.',
  },
}
