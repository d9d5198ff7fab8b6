// What a shopper looks at the shop with: a phone, a tablet or a computer. Knows no request.
import bowser from 'bowser'

type Device = 'phone' | 'tablet' | 'computer'

const KINDS: Readonly<Record<string, Device>> = {
  ...{
    mobile: 'phone',
    phone: 'phone',
    smartphone: 'phone',
    ios: 'phone',
    android: 'phone',
    iphone: 'phone',
  },
  ...{ tablet: 'tablet', ipad: 'tablet' },
  ...{ desktop: 'computer', computer: 'computer', pc: 'computer', laptop: 'computer', mac: 'computer' },
}

const LONGEST = 512
const REMEMBERED = 1000
const known = new Map<string, Device | undefined>()

/** By the browser's own name; undefined: a program, a robot, or nothing that we know. */
export const deviceOfAgent = (agent: string): Device | undefined => {
  const name = agent.slice(0, LONGEST)
  if (known.has(name)) return known.get(name)
  if (known.size >= REMEMBERED) known.clear()
  // The parser throws on an empty name.
  const device = name.trim() === '' ? undefined : KINDS[bowser.parse(name).platform.type ?? '']
  known.set(name, device)
  return device
}

/** By what a client says that it is: "ios", "Tablet", "desktop". */
export const deviceOfName = (name: string): Device | undefined => KINDS[name.trim().toLowerCase()]
