// What stands on the page where an e-mail address is confirmed, in the shopper's language.
import type { Lang } from '../core/meaning.ts'

export type ConfirmWords = {
  readonly title: string
  /** What pressing the button does, said before it is pressed. */
  readonly asks: (address: string, shop: string) => string
  readonly warns: string
  readonly press: string
  readonly done: string
  readonly over: string
  readonly other: string
}

export const CONFIRM_WORDS: Readonly<Record<Lang, ConfirmWords>> = {
  en: {
    title: 'Is this address yours?',
    asks: (address, shop) =>
      `In the chat at ${shop} somebody asked to be written to at ${address}. If that was you, press the button: the chat and this address are one person’s from then on, and what was asked for comes here.`,
    warns:
      'If you have asked for nothing, close this page. Whoever has that chat open would see your orders’ chat and your codes.',
    press: 'Yes, it is mine',
    done: 'Thank you. What you asked for is on its way to this address.',
    over: 'This link does not count any more. Ask for a new one in the chat.',
    other: 'This address is another customer’s of the shop. Nothing was joined and nothing is sent.',
  },
  ru: {
    title: 'Это ваш адрес?',
    asks: (address, shop) =>
      `В чате магазина ${shop} кто-то попросил писать на адрес ${address}. Если это вы, нажмите кнопку: с этого момента чат и этот адрес принадлежат одному человеку, а то, что вы просили, придёт сюда.`,
    warns:
      'Если вы ничего не просили, закройте страницу. Тот, у кого открыт тот чат, увидел бы ваши разговоры с магазином и ваши коды.',
    press: 'Да, это мой адрес',
    done: 'Спасибо. То, что вы просили, уже отправляется на этот адрес.',
    over: 'Эта ссылка больше не действует. Попросите в чате новую.',
    other: 'Этот адрес принадлежит другому покупателю магазина. Ничего не объединено и не отправлено.',
  },
  uk: {
    title: 'Це ваша адреса?',
    asks: (address, shop) =>
      `У чаті крамниці ${shop} хтось попросив писати на адресу ${address}. Якщо це ви, натисніть кнопку: відтоді чат і ця адреса належать одній людині, а те, що ви просили, надійде сюди.`,
    warns:
      'Якщо ви нічого не просили, закрийте сторінку. Той, у кого відкрито той чат, побачив би ваші розмови з крамницею та ваші коди.',
    press: 'Так, це моя адреса',
    done: 'Дякуємо. Те, що ви просили, вже надсилається на цю адресу.',
    over: 'Це посилання більше не діє. Попросіть у чаті нове.',
    other: 'Ця адреса належить іншому покупцеві крамниці. Нічого не об’єднано й не надіслано.',
  },
}
