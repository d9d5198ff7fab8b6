// What a schema looks like to those who read /openapi.json, where reading it takes more than a shape. Knows no route.
import { z } from 'zod'

const shown = new WeakMap<object, z.ZodType | object>()

/** `schema`, described as `looks`: another schema, or JSON Schema as it is. */
export const as = <S extends z.ZodType>(schema: S, looks: z.ZodType | object): S => {
  shown.set(schema, looks)
  return schema
}

type Json = Record<string, unknown>

/** JSON Schema (2020-12) of what may be sent. */
export const jsonSchemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const looks = shown.get(zodSchema) ?? behind(zodSchema)
      if (!looks) return
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key]
      Object.assign(jsonSchema, looks instanceof z.ZodType ? jsonSchemaOf(looks) : looks)
    },
  }) as Json
  return made
}

/** A preprocess takes more than it says; what it makes of it is what is wanted. */
const behind = (schema: unknown): z.ZodType | undefined =>
  schema instanceof z.ZodPipe && schema.def.in instanceof z.ZodTransform
    ? (schema.def.out as z.ZodType)
    : undefined
