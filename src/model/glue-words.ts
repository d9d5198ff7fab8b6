// Words that a phrased answer may bring in: they hold sentences together or are polite, and promise nothing. Everything else
// must be a word of the shop's own text.

const LISTS = [
  `a an the and or but so also too as if then than that this these those it its is are was were be been do does did has have had
  can could may might will would i you your yours we our us me my they them their there here in on at to of for by with about
  yes well of course understand see hear know glad gladly happy happily help helps please thank thanks just simply really quite
  very usually normally typically generally mostly when while which who what how case way worry good nice fair question point
  let tell say feel mind matter matters note get gets take takes come comes need needs want like such i'm you're it's that's we'll
  you'll i'll you'd i'd`,
  `и а но да же ведь вот так то тоже также что чтобы как если это этот эта эти этого в во на о об у к ко с со из за по для при я
  вы вас вам вами ваш ваша ваше ваши вашу мы нас нам наш наша у он она оно они его её их им вполне просто обычно конечно понимаю
  понятно вижу слышу рад рада рады пожалуйста спасибо хорошо вопрос скажу подскажу расскажу могу можете можно будет будем есть
  был была было быть нужно нужна нужен нужны надо хотите когда пока где который которая которое которые действительно кстати уже
  ещё здесь тут там спокойно помочь помогу поможем случае важно удобно напомню отвечу коротко или либо`,
  `і й та а але так теж також що щоб як якщо то це цей ця ці цього в у на про з із зі за по для при я ви вас вам вами ваш ваша
  ваше ваші вашу ми нас нам наш наша він вона воно вони його її їх їм просто зазвичай звичайно звісно розумію зрозуміло бачу чую
  радий рада раді будь ласка дякую добре питання запитання скажу підкажу розповім можу можете можна буде будемо є був була було
  бути треба потрібно потрібен потрібна потрібні хочете коли поки де який яка яке які справді речі вже ще тут там спокійно
  допомогти допоможу допоможемо випадку важливо зручно нагадаю відповім коротко або чи`,
]

export const GLUE: ReadonlySet<string> = new Set(LISTS.flatMap((list) => list.trim().split(/\s+/)))
