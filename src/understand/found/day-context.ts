// Whether a day that a message names is one by which something is needed. A day of an order that was placed, of a payday,
// of opening hours or of a sale's end is none. Knows no calendar.

/** Beside a day by which, as with "by Friday", none of these is asked for. */
const NEEDED =
  /(?<= )(?:нужн|надо|треба|потрібн|довез|довоз|доедет|успе|встиг|достав|привез|придет|прийд|приїд|приед|получ|отрим|отправ|відправ|надішл|надісла|шлете|пришл|забрат|забер|курьер|курєр|дойд|дійд|срок|термін|срочн|терміново|будет у меня|буде у мене|доедет|доїде|приход|need|deliver|arriv|ship|get it|get here|get them|get this|have it|receive|in time|on time|make it|here|dispatch|pick up|pick it|collect|express|urgent|rush|possible|реально|можно|можна|день рож|дня рож|дню рож|др |днюх|народжен|свад|весіл|праздник|свят|юбил|ювіл|утренник|выпускн|випускн|корпоратив|уезжа|уезд|їду|їдемо|їдем|еду |едем |лечу|летим|вылет|виліт|отпуск|відпустк|поездк|переезд|переїзд|экзамен|гост|wedding|birthday|bday|party|anniversary|flight|fly|leave|leaving|travel|trip|moving|recital|concert|exam|event|vacation|holiday|christening|крестин|хрестин|хрещення|подар|present|gift|концерт|поезд |потяг|командировк|відрядж|graduation|shower|выступлен|виступ|соревнован|змаганн|match|game|trade show|выставк|виставк|interview|собеседован|співбесід|роды|school trip|поход|похід|camp)/u

/** Somebody's time for something else. */
const NOT_NEEDED =
  /(?<= )(?:зарплат|зп |получк|аванс|стипенд|пенси|пенсі|payday|pay day|get paid|paycheck|salary|подума|поміркую|вернусь|вернемся|повернусь|зайду|загляну|позже|пізніше|напишу|отпишусь|відпишу|think|come back|get back|decide|решу|решим|вирішу|будем думать|сломал|порва|развал|розвал|полома|зламав|зламал|broke|stopped working|облез|полинял|перестал|перестав|fell apart|вернуть|возврат|поверн|return|refund|exchange|обмен|обмін|гаранти|гаранті|warranty|скидк|акци|акці|промокод|распродаж|розпродаж|знижк|sale|discount|expire|valid|действует|действителен|діє |чорна пят|черная пят|black fri|рассроч|розстроч|кредит|instal|погод|weather|дождь|дощ|снег|сніг|rain|бронь|будильник|таймер|timer|alarm|напомн|нагада|remind|встреч|зустріч|meeting|курс |кино|фильм|фільм|movie)/u

/** What has been. */
const PAST =
  /(?<= )(?:заказал|заказыв|замовив|замовил|замовля[вл]|оформил|оформив|оплатил|оплатив|купил|купив|купувал|покупал|обещал|обіця|отправили|відправили|пришел|пришла|пришло|пришли |прийш|приехал|приїхал|видел|бачи[вл]|брал|брав|смотрел|дивил|был |была |было |були |був |было|стоил|коштува|ordered|bought|paid|placed|purchased|promised|supposed|shipped|arrived|came|saw|was |were |last |got |прошл|минул|вчера|вчора|yesterday|ago|назад|тому)/u

/** Opening hours. */
const HOURS =
  /(?<= )(?:работает|работаете|работаешь|працює|відчин|открыт|закрыт|зачин|график|графік|выходной |вихідний |open|closed|close|opening|working hours|перезвон|передзвон|позвон|подзвон|call me|дзвоніть|звоните)/u

/** `until`: it stands as a last day. `text`: the sentence, canonical. */
export const isNeeded = (text: string, until: boolean): boolean => {
  if (NOT_NEEDED.test(text) || HOURS.test(text)) return false
  if (until) return true
  return NEEDED.test(text) && !PAST.test(text)
}
