// The benchmarks that print tables of their own, by name.
import { printed } from './run/printed.ts'

export const understand = printed(
  'understand',
  'What the offline reader makes of messages, beside node-nlp trained on the same examples: accuracy on the exam that neither has seen, and processor time a message, in turns.',
  'understand.ts',
)
export const track = printed(
  'track',
  'Events that come in through /v1/batch, each decided and on disk, beside a bare Fastify route that takes the same body and keeps nothing.',
  'track.ts',
)
export const report = printed('report', 'A report over a million enrolments.', 'report.ts')
export const timing = printed(
  'timing',
  'Whether the time of the answer tells a stranger that a code is somebody’s: Welch’s t between codes that are nobody’s, others’, and others’ that have ended. No peer.',
  'timing.ts',
)
export const events = printed(
  'events',
  'Events in over HTTP with full sync, from a real shop’s two hours: events a second, p99 and memory. No peer.',
  'events-in.ts',
)
export const sockets = printed(
  'sockets',
  '10,000 web chats held open by clients in a process of their own: memory for each, and p99 of an answer meanwhile. No peer.',
  'sockets.ts',
)
