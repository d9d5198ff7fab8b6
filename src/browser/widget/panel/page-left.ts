// How long this page was seen, told once when it is left. The panel is here only where there was a reason for it, so
// that of somebody who merely looks nothing is told.
import type { Dock } from '../dock.ts'

/** Less is no reading. */
const LEAST = 2000

export const watchLeaving = ({ track }: Dock): void => {
  const began = performance.now()
  let hiddenSince = document.hidden ? began : 0
  let hidden = 0
  let told = false
  const tell = (): void => {
    const now = performance.now()
    const seen = now - began - hidden - (hiddenSince > 0 ? now - hiddenSince : 0)
    if (told || seen < LEAST) return
    told = true
    const marked = document.querySelector('[data-winback-page]')?.getAttribute('data-winback-page')
    void track(
      'Page Left',
      { seconds: Math.round(seen / 1000), ...(marked ? { kind: marked } : { path: location.pathname }) },
      null,
    )
  }
  document.addEventListener('visibilitychange', () => {
    const now = performance.now()
    if (document.hidden) {
      hiddenSince = now
      // A phone may never say more of a page than this.
      if (matchMedia('(pointer: coarse)').matches) tell()
    } else if (hiddenSince > 0) {
      hidden += now - hiddenSince
      hiddenSince = 0
    }
  })
  addEventListener('pagehide', tell)
}
