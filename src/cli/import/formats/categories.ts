// The tree of categories of a YML feed. Pure.

const SEPARATOR = ' > '
/** A tree that is deeper goes round in circles. */
const DEEPEST = 20
const LONGEST = 200

export const createCategories = () => {
  const known = new Map<string, { readonly name: string; readonly parent: string }>()
  return {
    add: (id: string, name: string, parent: string): void => void known.set(id, { name, parent }),
    /** "Home > Lamps"; undefined where nobody named it. */
    path: (id: string): string | undefined => {
      const names: string[] = []
      let at = known.get(id)
      while (at && names.length < DEEPEST) {
        names.unshift(at.name)
        at = known.get(at.parent)
      }
      // The nearest names say most.
      while (names.length > 1 && names.join(SEPARATOR).length > LONGEST) names.shift()
      return names.length === 0 ? undefined : names.join(SEPARATOR)
    },
  }
}
