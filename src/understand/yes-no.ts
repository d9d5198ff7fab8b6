// Short answers: is this a bare yes or a bare no? It knows nothing of what was asked.

const YES =
  'да ага угу так дада давай давайте конечно канешно конешно ок окей хорошо ладно добре гаразд згода згоден згодна авжеж звісно звичайно yes yep yeah yea yup y ok okay sure k идет пойдет годится согласен согласна хочу беру точно верно именно валяй ес йес єс yass definitely absolutely agreed deal + 👍 👌 ✅ 🆗'
const NO = 'нет неа не нее ні нєа нє ніт no nope nah n nay пас - 👎 ❌ 🙅'
const PHRASES_YES = [
  'yes please',
  'sure thing',
  'of course',
  'why not',
  'почему бы и нет',
  'чому б ні',
  'ну да',
  'ну так',
  'та да',
  'да давайте',
  'да хочу',
  'так хочу',
  'ok go',
  'go ahead',
  'да пожалуйста',
  'так будь ласка',
  'та давайте',
  'ну давай',
  'ну давайте',
  'i do',
  'sounds good',
]
const PHRASES_NO = [
  'не надо',
  'не нужно',
  'не треба',
  'не потрібно',
  'не хочу',
  'no thanks',
  'no thank you',
  'нет спасибо',
  'ні дякую',
  'not really',
  'i dont',
  'дякую не треба',
  'спасибо не надо',
  'спасибо не нужно',
]

const yes = new Set([...YES.split(' '), ...PHRASES_YES])
const no = new Set([...NO.split(' '), ...PHRASES_NO])

/** 'yes', 'no', or undefined where a settled text says more than that, or something else. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const bare =
    text
      .replace(/[!.,)(;:]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim() || text.trim()
  if (yes.has(bare)) return 'yes'
  if (no.has(bare)) return 'no'
  const words = bare.split(' ')
  if (words.length > 3) return undefined
  if (words.every((word) => yes.has(word))) return 'yes'
  return words.every((word) => no.has(word)) ? 'no' : undefined
}
