// Short answers: is this a bare yes or a bare no, and what follows one? It knows nothing of what was asked.

const YES =
  'да ага угу агась угум так дада давай давайте конечно канешно конешно ок окей хорошо ладно добре гаразд згода згоден згодна авжеж звісно звичайно yes yep yeah yea yup y ok okay sure k идет пойдет годится согласен согласна хочу беру точно верно именно валяй ес йес єс yass definitely absolutely agreed deal + 👍 👌 ✅ 🆗'
const NO = 'нет неа нет-нет не нее ні нєа нє ніт no nope nah n nay пас - 👎 ❌ 🙅'
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
  'да конечно',
  'да можно',
  'так можна',
  'так звісно',
  'yes i do',
  'yes i would',
  'yes go ahead',
  'please do',
  'не против',
  'я не против',
  'не проти',
  'я не проти',
  'all good',
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
  'нет не надо',
  'нет не нужно',
  'ні не треба',
  'ні не потрібно',
  'no i dont',
  'no not really',
  'не особо',
  'не очень',
  'не дуже',
  'пока нет',
  'поки ні',
  'not yet',
  'нет пока',
  'да нет',
  'та ні',
]

const yes = new Set([...YES.split(' '), ...PHRASES_YES])
const no = new Set([...NO.split(' '), ...PHRASES_NO])

const bareOf = (text: string): string =>
  !/[!.,)(;:]| {2}/.test(text)
    ? text.trim()
    : text
        .replace(/[!.,)(;:]+/g, ' ')
        .replace(/ +/g, ' ')
        .trim() || text.trim()

const ACKNOWLEDGED = new Set(
  'ок окей окай ок_ок оке хорошо ладно добре гаразд понятно ясно зрозуміло понял поняла понятненько зрозумів зрозуміла принято прийнято ok okay k oki okey fine alright understood great perfect cool отлично супер чудово класс клас дякую_ок ok_thanks ok_thank_you got_it i_see all_right ок_спасибо хорошо_спасибо ладно_спасибо понятно_спасибо ясно_спасибо добре_дякую зрозуміло_дякую ок_дякую все_понятно все_ясно все_зрозуміло ну_ок ну_ладно ну_хорошо ну_добре да_спасибо так_дякую yes_thanks yes_thank_you 👍 👌 ✅ 🆗'
    .split(' ')
    .map((words) => words.replaceAll('_', ' ')),
)

/** "Ok", "понятно", "добре, дякую": heard, and nothing else. */
export const isAcknowledging = (text: string): boolean => ACKNOWLEDGED.has(bareOf(text))

const POLITE_NO =
  /^(?:(?:нет|не надо|не нужно|no|nope|ні|не треба|не потрібно),? )?(?:спасибо|дякую|дякуєм|thanks|thank you)(?:,? (?:не надо|не нужно|не треба|не потрібно|нет|ні|no))?[.! ]*$/u

/** "No, thanks" where nothing was asked. */
export const isPoliteNo = (text: string): boolean => yesOrNo(text) === 'no' && POLITE_NO.test(text)

/** A yes or a no at the beginning: with a comma or a "but" behind it, or one that is never anything else. */
const HEAD =
  /^(?:ну |well,? |oh,? )?(?:(?:да|так|ага|угу|нет|ні|неа|не-а|нєа|yes|yeah|yep|yup|sure|ok|okay|no|nope|nah|not really|not exactly|хорошо|ладно|добре|конечно|звісно)(?: (?:конечно|звісно|спасибо|дякую|thanks))?(?: ?[,.;!—–-]+ ?| )(?:но|але|but|только|просто|лише|тільки|just|only|however)(?![\p{L}]) ?|(?:да|так|ага|угу|нет|ні|yes|yeah|yep|yup|sure|ok|okay|no|хорошо|ладно|добре|конечно|звісно) ?[,.;!—–-]+ ?|(?:неа|не-а|нєа|nope|nah|not really|not exactly)[ ,.;!—–-]+)(?=\S)/u

/** What follows a yes or a no at the beginning of a settled text; undefined where nothing does. */
export const behindYesOrNo = (text: string): string | undefined => {
  const head = HEAD.exec(text)?.[0]
  const rest = head === undefined ? '' : text.slice(head.length).trim()
  return /\p{L}{3}/u.test(rest) ? rest : undefined
}

/** 'yes', 'no', or undefined where a settled text says more than that, or something else. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const bare = bareOf(text)
  if (yes.has(bare)) return 'yes'
  if (no.has(bare)) return 'no'
  const words = bare.split(' ')
  if (words.length > 3) return undefined
  if (words.every((word) => yes.has(word))) return 'yes'
  return words.every((word) => no.has(word)) ? 'no' : undefined
}

const FIRST = new Set(
  [...yes, ...no, ...ACKNOWLEDGED, 'ну', 'well', 'oh'].map((words) => words.split(/[ -]/)[0]!),
)

/** May a text that begins with this settled word be a yes or a no, or have one at its beginning? Quick, and rather yes. */
export const mayAnswer = (first: string): boolean => FIRST.has(first)
