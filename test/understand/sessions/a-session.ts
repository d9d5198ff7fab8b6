// A session of our own making, for tests.
import type { Session } from '../../../src/understand/sessions/session.ts'

export const aSession = (more: Partial<Session> = {}): Session => ({
  Administrative: 0,
  Administrative_Duration: 0,
  Informational: 0,
  Informational_Duration: 0,
  ProductRelated: 12,
  ProductRelated_Duration: 340,
  BounceRates: 0,
  ExitRates: 0.02,
  SpecialDay: 0,
  Month: 'Nov',
  OperatingSystems: '2',
  Browser: '2',
  Region: '1',
  TrafficType: '2',
  VisitorType: 'Returning_Visitor',
  Weekend: false,
  ...more,
})
