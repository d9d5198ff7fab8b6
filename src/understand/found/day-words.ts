// What days are called: weekdays, months, holidays, and what stands before them. Knows no calendar.
import { any } from './patterns.ts'

const found = (names: readonly string[]) => {
  const patterns = names.map((words) => new RegExp(`^${any(words)}$`, 'u'))
  return (word: string): number => patterns.findIndex((one) => one.test(word))
}

const WEEKDAYS = [
  'понедельник понедельника понедельнику пн понеділок понеділка понеділку monday mon',
  'вторник вторника вторнику вт вівторок вівторка вівторку tuesday tue tues',
  'среда среду среды среде ср середа середу середи середі wednesday wed weds',
  'четверг четверга четвергу чт четвер четверга четвергу thursday thu thurs thur',
  'пятница пятницу пятницы пятнице пт пятниця пятницю пятниці friday fri frday',
  'суббота субботу субботы субботе сб субота суботу суботи суботі saturday sat',
  'воскресенье воскресенья воскресенью вс воскресение неділя неділю неділі нд sunday sun',
]
const MONTHS = [
  'января январь январю янв січня січень січню january jan',
  'февраля февраль февралю фев лютого лютий лютому february feb',
  'марта март марту мар березня березень березню march mar',
  'апреля апрель апрелю апр квітня квітень квітню april apr',
  'мая май маю травня травень травню may',
  'июня июнь июню июн червня червень червню june jun',
  'июля июль июлю июл липня липень липню july jul',
  'августа август августу авг серпня серпень серпню august aug',
  'сентября сентябрь сентябрю сен вересня вересень вересню september sep sept',
  'октября октябрь октябрю окт жовтня жовтень жовтню october oct',
  'ноября ноябрь ноябрю ноя листопада листопад листопаду november nov',
  'декабря декабрь декабрю дек грудня грудень грудню december dec',
]

/** 0 Monday; -1: no weekday. */
export const weekdayIn = found(WEEKDAYS)
/** 1 January; 0: no month. */
export const monthIn = (word: string): number => found_months(word) + 1
const found_months = found(MONTHS)

export const WEEKDAY = any(WEEKDAYS.join(' '))
export const MONTH = any(MONTHS.join(' '))

/** Before these a day is the last that will do. */
export const UNTIL = any('до к ко під перед by before until till til не_позже не_позднее не_пізніше')
/** These may name a day of any kind. */
export const ON = any(
  'на в во у о об on for this at за з с from in эту этот это цю цей ближайшую ближайший найближчу найближчий coming upcoming',
)

/** Days that fall on the same date every year. */
export const HOLIDAYS: readonly (readonly [source: string, month: number, date: number])[] = [
  [
    any(
      'нг новый_год нового_года новому_году новым_годом новий_рік нового_року новому_року новим_роком new_year new_years new_years_eve nye',
    ),
    12,
    31,
  ],
  [
    any('рождество рождества рождеству рождеством різдво різдва різдву різдвом christmas xmas christmas_eve'),
    12,
    25,
  ],
  [
    any(
      'день_валентина дню_валентина дня_валентина святого_валентина valentine valentines valentines_day valentine_s_day',
    ),
    2,
    14,
  ],
  [any('хэллоуин* хеллоуин* геловін* хелловін* halloween'), 10, 31],
  [any('святого_николая дня_николая святого_миколая миколая миколай дня_миколая'), 12, 6],
]
