// What a card says beside the shop's own texts, in each language. The bot's sentences are the rulebook's.
import type { CodeState } from '../../core/codes/code.ts'
import type { Lang } from '../../core/meaning.ts'

type Words = {
  readonly code: string
  readonly until: (time: string) => string
  readonly ended: Readonly<Record<Exclude<CodeState, 'issued'>, string>>
  readonly more: (count: number) => string
  readonly open: string
}

export const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    code: 'Your code',
    until: (time) => `Valid until ${time}`,
    ended: {
      redeemed: 'This code has been used',
      expired: 'This code has ended',
      revoked: 'This code was withdrawn',
    },
    more: (count) => `and ${count} more in your cart`,
    open: 'Have a look',
  },
  ru: {
    code: 'Ваш код',
    until: (time) => `Действует до ${time}`,
    ended: {
      redeemed: 'Этот код уже использован',
      expired: 'Срок этого кода истёк',
      revoked: 'Этот код отозван',
    },
    more: (count) => `и ещё ${count} в корзине`,
    open: 'Посмотреть',
  },
  uk: {
    code: 'Ваш код',
    until: (time) => `Діє до ${time}`,
    ended: {
      redeemed: 'Цей код уже використано',
      expired: 'Термін дії цього коду минув',
      revoked: 'Цей код відкликано',
    },
    more: (count) => `і ще ${count} у кошику`,
    open: 'Подивитися',
  },
}
