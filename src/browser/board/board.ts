// The board of somebody who is signed in: what the campaigns earned, kept fresh by the server's word.
import { deskApi, Refused } from '../desk/api.ts'
import type { DeskLang } from '../desk/language.ts'
import { sayIn as deskSay } from '../desk/language.ts'
import { createLive } from '../desk/live.ts'
import { redraw } from '../desk/redraw.ts'
import { languageSwitch } from '../desk/top-bar.ts'
import { el, put } from '../dom.ts'
import { boardApi } from './api.ts'
import { breakdownView, codesView, variantsView } from './breakdown-view.ts'
import { budgetView } from './budget-view.ts'
import { type Chosen, firstDay, readChosen, writeChosen } from './chosen.ts'
import { breakdownChoice, campaignAndPeriod } from './controls.ts'
import { digestView } from './digest-view.ts'
import { campaignsView, effectView } from './effect-view.ts'
import { numbersOf, sayIn } from './figures-text.ts'
import { funnelView } from './funnel-view.ts'
import { monthsView } from './months-view.ts'
import { createTimeView } from './time-view.ts'
import type { Board, Compared, Digests } from './types.ts'

export const openBoard = (agent: string, lang: DeskLang): void => {
  const say = sayIn(lang)
  const desk = deskSay(lang)
  let chosen = readChosen()
  let names: readonly string[] = []
  let shop: { readonly now: number; readonly zone: string } | null = null
  let board: Board | null = null
  let digests: Digests = { digests: [], time_zone: 'UTC' }

  const banner = el('p', { class: 'banner', role: 'alert', hidden: true }, desk('server_gone'))
  const stamp = el('p', { class: 'stamp', role: 'status' }, say('loading'))
  const controls = el('div', { class: 'controls' })
  const empty = el('section', { class: 'card empty', hidden: true })
  const funnel = el('section', { class: 'card' })
  const effect = el('section', { class: 'card' })
  const variants = el('section', { class: 'card wide', hidden: true })
  const time = createTimeView(say)
  const by = el('div', { class: 'controls' })
  const groups = el('div', {})
  const breakdown = el('section', { class: 'card wide' }, el('h2', {}, say('breakdown')), by, groups)
  const months = el('section', { class: 'card wide' })
  const budgets = el('section', { class: 'card wide' })
  const weekly = el('section', { class: 'card wide' })
  const figures = [funnel, effect, variants, time.element, months, breakdown]

  const choose = (changed: Partial<Chosen>): void => {
    chosen = { ...chosen, ...changed }
    writeChosen(chosen)
    void live.now()
  }

  const draw = (): void => {
    if (!board) return
    const { report, is_demo, shop_name } = board
    const number = numbersOf(lang, report.currency, report.digits, report.time_zone, say)
    const found: Compared = (chosen.campaign && report.campaigns[0]) || report.shop
    const nothing = report.rows === 0
    const isFirst = nothing && !chosen.campaign && chosen.period === 'all'
    stamp.textContent = `${shop_name} · ${say('updated', { at: number.time(report.made) })} · ${say('live')}`
    redraw(controls, [names, chosen], () => campaignAndPeriod(names, chosen, say, choose))
    empty.hidden = !nothing
    redraw(empty, [isFirst], () =>
      isFirst
        ? [
            el('h2', {}, say('nothing_yet')),
            el('p', {}, say('nothing_about')),
            is_demo ? el('p', {}, el('a', { href: '/', target: '_blank' }, say('open_shop'))) : null,
          ]
        : [el('p', {}, say('none_here'))],
    )
    for (const section of figures) section.hidden = nothing
    if (!nothing) {
      redraw(funnel, found, () => funnelView(found, say, number))
      const isApart = found === report.shop && found.effect.holdout.shoppers === 0
      redraw(effect, isApart ? report.campaigns : found, () =>
        isApart
          ? campaignsView(report.campaigns, say, number, (campaign) => choose({ campaign }))
          : effectView(found, say, number),
      )
      const all = chosen.campaign ? (report.campaigns[0]?.variants ?? []) : []
      variants.hidden = all.length === 0
      redraw(variants, all, () => variantsView(all, say, number))
      redraw(by, chosen.by, () => [breakdownChoice(chosen, say, choose)])
      redraw(groups, [report.breakdown, report.codes], () =>
        report.codes
          ? codesView(report.codes, say, number)
          : report.breakdown
            ? breakdownView(report.breakdown, say, number)
            : [],
      )
      time.draw(report.days, number)
      redraw(months, [report.months, report.price_rise], () => monthsView(report, say, number))
    }
    const shownBudgets = budgetView(board, say, number)
    budgets.hidden = shownBudgets.length === 0
    redraw(
      budgets,
      [report.campaigns.map(({ budget, campaign }) => [campaign, budget]), board.moves],
      () => shownBudgets,
    )
    redraw(weekly, digests, () => [
      el('h2', {}, say('digest')),
      ...digestView(digests.digests, digests.time_zone, lang),
    ])
  }

  const look = async (): Promise<boolean | number> => {
    try {
      const wanted = chosen
      const from = shop && firstDay(wanted, shop.now, shop.zone)
      const [found, weekly] = await Promise.all([
        boardApi.report(wanted.campaign, wanted.by, from),
        boardApi.digests(),
      ])
      banner.hidden = true
      digests = weekly
      const isFirst = shop === null
      shop = { now: found.report.made, zone: found.report.time_zone }
      if (!wanted.campaign) names = found.report.campaigns.map(({ campaign }) => campaign)
      else if (names.length === 0) names = [wanted.campaign]
      // Whose calendar the period is of was not known before.
      if (isFirst && wanted.period !== 'all') return look()
      if (wanted === chosen) board = found
      draw()
      return found.newer_in ?? true
    } catch (error) {
      if (error instanceof Refused && error.why.code === 'sign_in') location.reload()
      else if (error instanceof Refused && error.why.status === 404 && chosen.campaign)
        choose({ campaign: '' })
      else banner.hidden = false
      return false
    }
  }
  const live = createLive(look)
  const allNames = async (): Promise<void> => {
    const found = await boardApi.report('', 'campaign', null).catch(() => null)
    if (found) names = found.report.campaigns.map(({ campaign }) => campaign)
  }
  const leave = async (): Promise<void> => {
    live.stop()
    await deskApi.signOut().catch(() => undefined)
    location.assign(location.pathname)
  }

  put(
    document.body,
    el(
      'header',
      { class: 'top' },
      el('b', {}, say('board')),
      el('a', { href: '/desk' }, say('to_desk')),
      languageSwitch(lang, desk),
      el('span', { class: 'me' }, agent),
      el('button', { type: 'button', click: () => void leave() }, desk('sign_out')),
    ),
    banner,
    el(
      'main',
      { class: 'board' },
      el('h1', { class: 'hidden' }, say('board')),
      el('div', { class: 'head' }, controls, stamp),
      ...[empty, ...figures, weekly, budgets],
    ),
  )
  addEventListener('hashchange', () => {
    chosen = readChosen()
    void live.now()
  })
  void allNames().then(live.now)
}
