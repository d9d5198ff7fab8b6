// What a schema looks like to those who read /openapi.json, where reading it takes more than a shape. Knows no route.
import { z } from 'zod'

type Looks = z.ZodType | object | (() => object)
const shown = new WeakMap<object, Looks>()

/** `schema`, described as `looks`: another schema, or JSON Schema as it is, made when somebody asks. */
export const as = <S extends z.ZodType>(schema: S, looks: Looks): S => {
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
      const made = looks instanceof z.ZodType ? jsonSchemaOf(looks) : looks
      Object.assign(jsonSchema, typeof made === 'function' ? made() : made)
    },
  }) as Json
  return made
}

/** A preprocess takes more than it says; what it makes of it is what is wanted. */
const behind = (schema: unknown): z.ZodType | undefined =>
  schema instanceof z.ZodPipe && schema.def.in instanceof z.ZodTransform
    ? (schema.def.out as z.ZodType)
    : undefined
