// What is measured of a running shop: the counters of /metrics, and a meter that the engine and the adapters count with.
import type { WebDesk } from '../desks/web/desk.ts'
import { createMetrics } from '../http/metrics.ts'
import type { Meter, ModelMeter } from '../ports/meter.ts'
import { type FigureParts, readFigures } from './figures.ts'
import { VERSION } from './version.ts'

/** `parts`: asked when somebody looks at the figures. */
export const createMeasuring = (desk: Pick<WebDesk, 'changed'>, parts: () => FigureParts) => {
  const metrics = createMetrics(VERSION, () => readFigures(parts()))
  const meter: Meter & ModelMeter = {
    ...metrics.meter,
    // Agents see how far their words have got.
    delivery: (kind, how) => {
      metrics.meter.delivery(kind, how)
      if (kind === 'message') desk.changed()
    },
  }
  return { metrics, meter }
}
