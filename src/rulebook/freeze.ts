// Freezing plain data all the way down: a rulebook never changes once it is compiled.

export const freezeDeeply = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const each of Object.values(value)) freezeDeeply(each)
  return value
}
