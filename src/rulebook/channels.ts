// Channels as a shop names them: all that it has, and those that one step writes by. Knows no SDK.
import { readName } from './names.ts'
import { nearest } from './nearest.ts'
import type { Node } from './node.ts'
import type { Report } from './problem.ts'

/** Those that come with Winback; a shop may have others. */
export const USUAL: readonly string[] = ['web', 'telegram', 'email', 'sms', 'push', 'teams', 'directline']

const HOW = 'a list such as [web, telegram, email, sms]'

/** One name or a list of them. */
export const readChannels = (node: Node, report: Report): readonly string[] => {
  const items = node.kind === 'list' ? node.items : [node]
  if (items.length === 0) report.problem(node.at, 'channels are missing', { expected: HOW })
  return [...new Set(items.flatMap((item) => readName(item, 'a channel', report) ?? []))]
}

/** All that the shop has. A slip of the hand would be a channel that nobody is ever written to by. */
export const readShopChannels = (node: Node, report: Report): readonly string[] => {
  for (const item of node.kind === 'list' ? node.items : [node]) {
    if (item.kind !== 'scalar' || USUAL.includes(item.text)) continue
    const hint = nearest(item.text, USUAL)
    if (hint)
      report.problem(item.at, `there is no channel "${item.text}"`, { expected: USUAL.join(', '), hint })
  }
  return readChannels(node, report)
}

/** Those that a step writes by; each must be a channel of the shop. */
export const readStepChannels = (
  node: Node | undefined,
  shop: { readonly channels: readonly string[] | null },
  report: Report,
): { readonly channels?: readonly string[] } => {
  if (!node) return {}
  const channels = readChannels(node, report)
  if (!shop.channels) {
    const expected = 'channels: [web, email, sms] in flows/shop.yaml, all that the shop has'
    report.problem(node.at, 'the shop does not say which channels it has', { expected })
    return {}
  }
  for (const channel of channels) {
    if (shop.channels.includes(channel)) continue
    report.problem(node.at, `the shop has no channel "${channel}"`, {
      expected: shop.channels.join(', '),
      hint: nearest(channel, shop.channels),
    })
  }
  return { channels }
}
