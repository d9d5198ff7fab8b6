// Calling an agent's attention: a number in the page's title always; a sound and a notice only where they were wanted.
const KEPT = 'winback.desk.sound'

export const wantsSound = (): boolean => localStorage.getItem(KEPT) === 'on'

/** Asks for notices at the moment that they are wanted, as browsers ask for. */
export const wantSound = async (on: boolean): Promise<void> => {
  localStorage.setItem(KEPT, on ? 'on' : 'off')
  if (on && 'Notification' in window && Notification.permission === 'default')
    await Notification.requestPermission()
}

const beep = (): void => {
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  volume.gain.value = 0.08
  tone.frequency.value = 660
  tone.connect(volume).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.18)
  tone.addEventListener('ended', () => void audio.close())
}

export const createAlert = (title: string) => {
  let known: ReadonlySet<string> | null = null
  return {
    /** `calling`: what waits for this agent now; what was not there before is told of. */
    waiting: (calling: readonly string[], text: string): void => {
      document.title = calling.length > 0 ? `(${calling.length}) ${title}` : title
      const fresh = known !== null && calling.some((id) => !known?.has(id))
      known = new Set(calling)
      if (!fresh || !wantsSound()) return
      beep()
      if (document.hidden && 'Notification' in window && Notification.permission === 'granted')
        new Notification(title, { body: text, tag: 'winback-desk' })
    },
  }
}
