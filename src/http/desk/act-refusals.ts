// Why an act was not done, in words for whoever reads the answer; the desk's page has its own, by the code.

const TITLES: Readonly<Record<string, string>> = {
  no_such_ticket: 'There is no such ticket',
  taken: 'Another agent has this talk',
  already_decided: 'Another agent was first',
  stopped: 'The shopper asked us to write no more',
  ordered: 'The shopper has ordered meanwhile',
  idle: 'The talk went back to the bot, since nothing happened in it',
  no_address: 'There is nowhere to write to this shopper',
  no_such_offer: 'This offer is not in the rulebook any more',
  no_such_campaign: 'This campaign is not in the rulebook any more',
  paused: 'The campaign is paused',
  ended: 'The campaign has ended',
  budget_spent: "The campaign's budget has no room for this code",
  shopper_budget_spent: 'The budget for one shopper has no room for this code',
  nothing_saved: 'The offer counts for saved items, and there are none',
  over_limit: 'These terms pass what agents may give',
  senseless_terms: 'These are no terms: look at the numbers',
  cart_changed: 'The cart would cost more than was approved',
  nothing_off: 'A code that takes nothing off is no code',
  no_such_code: 'There is no such code',
  code_redeemed: 'This code has been used',
  code_expired: 'This code has ended',
  code_revoked: 'This code was taken back already',
}

export const actRefusal = (reason: string): string => TITLES[reason] ?? 'This was not done'
