// What rules are asked about: named values of one shopper at one moment. facts.ts fills it, the rulebook asks it.

export type FactValue = string | number | boolean | readonly string[] | undefined

/**
 * root -> value or fields, as fact-schema.ts names them; money in minor units as a number.
 * `segment` holds every segment of the rulebook; variables of the talk stand at the top.
 */
export type Facts = Readonly<Record<string, FactValue | Readonly<Record<string, FactValue>>>>
