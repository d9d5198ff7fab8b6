// What a notification says where the message itself is not for a locked screen.
import type { Lang } from '../../core/meaning.ts'

export const WORDS: Readonly<Record<Lang, { readonly offer: string }>> = {
  en: { offer: 'There is an offer for you. Open it to see the code.' },
  ru: { offer: 'Для вас есть предложение. Откройте, чтобы увидеть код.' },
  uk: { offer: 'Для вас є пропозиція. Відкрийте, щоб побачити код.' },
}
