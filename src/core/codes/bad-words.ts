// The words that no code may contain, as far as the symbols of a code can spell them. Our own list of stems;
// knows nothing of how a code is drawn or sealed.

/**
 * What can pass for a letter: itself, its digit (3 for E, 4 for A), its look-alike. Cyrillic letters go by looks,
 * П and Л by sound, Я by slang (9). A code has no vowels, but the prefix before it may: a stem can straddle both.
 * Stems of two symbols are costly (XX alone refuses one draw in 24), of three cheap, of four free.
 */
const LATIN = letters('a:A4 b:B86 c:C e:E3 g:G69 i:I1 o:O0 q:Q9 s:S5 t:T7 z:Z2')
const CYRILLIC = letters('а:A4 б:6 в:B8 е:E3 є:E3 з:3 к:K л:L м:M н:H п:P р:P с:C5 т:T7 х:X ч:4 я:9')

// A stem stands for all the words that contain it.
const ENGLISH = `
  ass ballgag ballsack bastar btch cock cum cunt dck dick fck fuck kkk meth phck pthc scam scat sex shag shat
  shemale shit sht skeet slag spaz suck teabag tit xx`
const RUSSIAN = `
  анал бля ебал ебан ебар ебат ебет ебл ебн кака мент мраз пнх секс сперм сра ссак ссал ссат твар трах
  хапат хач хер хрен член чмр`
const UKRAINIAN = `
  бля єбал єбан єбат єбет єбл засер какат лярв насер наср пересер перехер ссат сперма срак срал срат стерв твар
  трахат хамл хахл хрєн чмар`
/** Russian and Ukrainian in Latin letters. */
const BY_SOUND = `
  blat blet cekc ceks ebal ebat ebet ebl hach haml hapat katsap sekc seks ssak ssal ssat xach xapat`

const BAD = new RegExp(
  [
    ...[ENGLISH, BY_SOUND].map((stems) => pattern(stems, LATIN)),
    ...[RUSSIAN, UKRAINIAN].map((stems) => pattern(stems, CYRILLIC)),
  ].join('|'),
)

/** No stem above can be read in these symbols. Dashes between groups do not part a word. */
export function isClean(body: string): boolean {
  return !BAD.test(body.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}

/** `a:A4 b:B86`: letter, colon, the characters that pass for it. */
function letters(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').map((pair) => pair.split(':') as [string, string]))
}

/** Stems as alternatives of character classes; a letter without an entry stands for itself alone. */
function pattern(stems: string, ways: ReadonlyMap<string, string>): string {
  const spelt = (stem: string) =>
    [...stem].map((char) => `[${ways.get(char) ?? char.toUpperCase()}]`).join('')
  return stems.trim().split(/\s+/).map(spelt).join('|')
}
