// A process of its own for one virtual day: the whole product, every other side on loopback with its own bad hours, and
// shoppers who write, get offers and mailings. Prints what it saw as JSON.
import { startVirtualTime } from './virtual-time.ts'

const plan = JSON.parse(process.argv[2] ?? '{}')
// Before anything else is loaded.
const time = startVirtualTime(Date.UTC(2026, 10, 23, 4))
const { runDay } = await import('./day.ts')
const seen = await runDay(plan, time)
process.stdout.write(JSON.stringify(seen), () => process.exit(0))
