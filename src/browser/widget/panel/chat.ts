// The chat put together: talk, frame, log, teaser, bubble. Built anew when the language changes; knows no socket.
import { el } from '../../dom.ts'
import { newId } from '../../new-id.ts'
import type { Dock } from '../dock.ts'
import type { ChatLine, CodeState, Lang, MessengerLink, Word } from '../wire.ts'
import type { ServerClock } from './clock.ts'
import type { CardPlace } from './code-card.ts'
import { createFrame, type Frame, isSmall } from './frame.ts'
import { createGoOn, type GoOn } from './go-on.ts'
import { createLogView, type LogView } from './log-view.ts'
import type { Talk } from './talk.ts'
import { createTeaser } from './teaser.ts'
import { createTellMe, type TellMe } from './tell-me.ts'
import { type Words, wordsIn } from './words.ts'

export type ChatState = 'connecting' | 'online' | 'offline'

export type Chat = {
  readonly open: (byHand: boolean) => void
  readonly close: () => void
  readonly isOpen: () => boolean
  readonly speak: (lang: Lang) => void
  readonly welcome: (shop: string, zone: string, push: string | null) => void
  readonly state: (state: ChatState) => void
  readonly drawAll: () => void
  readonly added: (line: ChatLine) => void
  readonly prepended: (lines: readonly ChatLine[]) => void
  readonly drawPending: () => void
  readonly links: (links: readonly MessengerLink[]) => void
  readonly typing: (on: boolean) => void
  /** Counts what is unread anew: another tab may have shown it. */
  readonly recount: () => void
}

export type ChatDoes = {
  readonly say: (word: Word) => void
  readonly again: (word: Word) => void
  readonly earlier: () => void
  readonly opened: () => void
}

/** What was there when the panel opened is not read aloud; what comes after this is. */
const SETTLE = 400

export const createChat = (dock: Dock, talk: Talk, clock: ServerClock, does: ChatDoes): Chat => {
  const { root, bubble, kept, tell } = dock
  const badge = el('span', { class: 'badge', 'aria-hidden': 'true' })
  let words: Words
  let frame: Frame
  let log: LogView
  let pushKey: string | null = null
  let goOn: GoOn
  let tellMe: TellMe
  let links: readonly MessengerLink[] = []
  let [shop, zone] = ['', 'UTC']
  let state: ChatState = 'connecting'
  let before: Element | null = null
  let opened = false

  const apply = async (code: string): Promise<boolean | undefined> => {
    try {
      const answers = await Promise.all(tell('apply', { code }))
      if (answers.includes(false)) return false
      // Over the checkout the panel is in the way now; on a phone it hides all of it, whatever came of it.
      const applied = answers.includes(true)
      if (applied || isSmall()) close()
      return applied ? true : undefined
    } catch {
      return false
    }
  }
  const stateOf = ({ text, state, until }: NonNullable<ChatLine['code']>): CodeState => {
    const known = talk.codeState(text) ?? state
    return known === 'issued' && clock.now() >= until ? 'expired' : known
  }
  const teaser = createTeaser(kept, () => open(true))

  const drawAll = (): void => {
    log.speakUp(false)
    log.draw()
    setTimeout(() => opened && log.speakUp(true), SETTLE)
    recount()
  }
  /** Somebody who only opened the chat has nothing that could go on. */
  const drawLinks = (): void => {
    const isOf = talk.lines().some(({ who, code, goods }) => who === 'shopper' || code || goods)
    goOn.show(links, isOf)
    if (isOf && opened && pushKey !== null) tellMe.look(pushKey)
  }
  const recount = (): void => {
    drawLinks()
    if (opened && !document.hidden) talk.see()
    const unread = talk.unread()
    badge.textContent = unread.length > 99 ? '99+' : String(unread.length)
    badge.hidden = unread.length === 0
    bubble.ariaLabel = unread.length > 0 ? `${words.open}. ${words.unread}: ${unread.length}` : words.open
    teaser.show(opened ? null : (unread.findLast((line) => line.text !== '') ?? null), words, shop)
  }
  const sayState = (): void => {
    frame.status(state === 'online' ? words.here : words[state], state === 'online')
  }

  const build = (lang: Lang): void => {
    words = wordsIn(lang)
    const draft = frame?.draft() ?? ''
    const focused = frame?.element.contains(root.activeElement)
    frame?.element.remove()
    const place: CardPlace = {
      ...{ lang, words, clock, stateOf, apply },
      zone: () => zone,
      announce: (said) => frame.announce(said),
    }
    log = createLogView(talk, place, {
      choose: (choice, text) => does.say({ kind: 'choose', id: newId(), choice, text }),
      again: does.again,
      earlier: does.earlier,
      refocus: () => frame.focus(),
    })
    goOn = createGoOn(words)
    tellMe = createTellMe(dock, words, place.announce)
    frame = createFrame(words, log.element, [goOn.element, tellMe.element], {
      say: (text) => does.say({ kind: 'say', id: newId(), text }),
      close,
    })
    frame.keepDraft(draft)
    if (shop) frame.title(shop)
    sayState()
    root.append(frame.element)
    if (opened) frame.show()
    if (focused) frame.focus()
    drawAll()
  }

  const open = (byHand: boolean): void => {
    if (opened) return byHand ? frame.focus() : undefined
    opened = true
    before = root.activeElement ?? document.activeElement
    kept.tab.put('open', '1')
    bubble.hidden = true
    bubble.ariaExpanded = 'true'
    frame.show()
    drawAll()
    if (byHand) frame.focus()
    does.opened()
    tell('open', {})
  }
  const close = (): void => {
    if (!opened) return
    const inside = frame.element.contains(root.activeElement)
    opened = false
    log.speakUp(false)
    kept.tab.put('open', '0')
    frame.hide()
    bubble.hidden = false
    bubble.ariaExpanded = 'false'
    recount()
    // Back to where the shopper was; what has gone meanwhile gives way to the bubble.
    const there = before instanceof HTMLElement && before.isConnected && before !== document.body
    const back = there && before !== root.host ? (before as HTMLElement) : bubble
    if (inside) (back.getClientRects().length > 0 ? back : bubble).focus()
    tell('close', {})
  }

  bubble.append(badge)
  bubble.ariaHasPopup = 'dialog'
  bubble.ariaExpanded = 'false'
  root.insertBefore(teaser.element, bubble)
  build(dock.lang())
  document.addEventListener('visibilitychange', () => opened && recount())

  return {
    ...{ open, close, drawAll, recount },
    isOpen: () => opened,
    speak: (lang) => {
      build(lang)
      recount()
    },
    welcome: (name, timeZone, push) => {
      pushKey = push
      const moved = zone !== timeZone
      shop = name
      zone = timeZone
      frame.title(shop)
      if (moved) drawAll()
    },
    state: (now) => {
      state = now
      sayState()
    },
    added: () => {
      log.added()
      recount()
    },
    prepended: (lines) => {
      log.speakUp(false)
      log.prepended(lines)
      setTimeout(() => opened && log.speakUp(true), SETTLE)
    },
    drawPending: () => log.drawPending(),
    links: (given) => {
      links = given
      drawLinks()
    },
    typing: (on) => log.typing(on),
  }
}
