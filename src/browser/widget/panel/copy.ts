// Copying a text: by the clipboard where the page may use it, by the old command elsewhere (pages without https).

/** False: neither was allowed; then `shown` is selected, ready for the shopper's own copy. */
export const copyText = async (text: string, shown: HTMLElement): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (byCommand(text, shown)) return true
    getSelection()?.selectAllChildren(shown)
    return false
  }
}

const byCommand = (text: string, beside: HTMLElement): boolean => {
  const focused = (beside.getRootNode() as ShadowRoot).activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  beside.after(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done
}
