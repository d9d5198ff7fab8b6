// "Stop" in any channel, however it is typed; and what is no stop.
import { describe, expect, it } from 'vitest'
import { isStartWord, isStopWord } from '../../../src/core/contact/stop-words.ts'

const STOPS = [
  ...[
    'stop',
    'STOP',
    ' Stop! ',
    'stop.',
    '/stop',
    'Stop 🛑',
    '🛑 stop 🙏',
    'stoooop',
    '«стоп»',
    'СТОП!!!',
    'Стоп…',
  ],
  ...[
    'отписаться',
    'Отписаться.',
    'не пишите мне',
    'Не пишите мне больше!',
    'больше не пишите',
    'хватит писать',
  ],
  ...['досить писати', 'Досить мені писати!', 'більше не пишіть', 'Не пишіть мені більше', 'відписатися'],
  ...['unsubscribe', 'Please unsubscribe', "don't write to me", 'Don’t text me', 'no more messages please'],
  // The keyboard stood in the other layout.
  ...[
    'cnjg',
    'CNJG',
    'cnjg!',
    'ыещз',
    'ЫЕЩЗ',
    'іещз',
    'jngbcfnmcz',
    'yt gbibnt vyt',
    'ljcbnm gbcfnb',
    'гтыгиыскшиу',
  ],
  // Letters that look alike, and wide ones.
  ...['cтоп', 'stоp', 'ｓｔｏｐ', 'cтoп'],
]

const NO_STOPS = [
  ...[
    'stop by the shop tomorrow?',
    'Can I stop by the shop?',
    'don’t stop',
    'non-stop delivery?',
    'stopwatch',
    '',
  ],
  ...[
    'стоп, а доставка сколько стоит?',
    'стоп-сигнал для велосипеда есть?',
    'не пишите на коробке цену, это подарок',
  ],
  ...[
    'досить дорого',
    'хватит ли мне двух метров?',
    'cancel',
    'end',
    'отмена',
    'stop '.repeat(60),
    '👍',
    '1',
    '…',
  ],
]

describe('stop words', () => {
  it.each(STOPS)('%s', (text) => expect(isStopWord(text, 'telegram')).toBe(true))
  it.each(NO_STOPS)('not: %s', (text) => expect(isStopWord(text, 'telegram')).toBe(false))
  it('what carriers teach everybody counts in a text message only', () => {
    for (const word of ['END', 'Quit', 'cancel', 'STOPALL']) expect(isStopWord(word, 'sms')).toBe(true)
  })
  it.each(['start', '/start', 'Старт!', 'пишіть', 'resume', 'cnfhn', 'підписатися'])('back: %s', (text) =>
    expect(isStartWord(text)).toBe(true),
  )
  it('no word is both', () => {
    for (const word of STOPS) expect(isStartWord(word)).toBe(false)
  })
})
