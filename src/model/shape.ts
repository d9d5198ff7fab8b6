// An answer's schema as servers take it: what strict modes and grammars refuse (lengths, bounds) is left out; zod checks it.
import { z } from 'zod'

const LEFT_OUT = new Set(['$schema', 'minimum', 'maximum', 'minLength', 'maxLength'])

const bare = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(bare)
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(([key]) => !LEFT_OUT.has(key))
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value)]))
}

export type Shape = Readonly<Record<string, unknown>>

export const shapeOf = (schema: z.ZodType): Shape => bare(z.toJSONSchema(schema)) as Shape
