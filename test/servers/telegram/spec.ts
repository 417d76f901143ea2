/** The machine-readable Bot API. Data: github.com/PaulSonOfLars/telegram-bot-api-spec (MIT, see README). */

import { readFileSync } from 'node:fs'

export interface SpecField {
  name: string
  types: string[]
  required: boolean
  description: string
}
export interface SpecMethod {
  name: string
  returns: string[]
  fields?: SpecField[]
}
export interface SpecType {
  name: string
  fields?: SpecField[]
  subtypes?: string[]
}
interface Spec {
  version: string
  methods: Record<string, SpecMethod>
  types: Record<string, SpecType>
}

const spec: Spec = JSON.parse(readFileSync(new URL('telegram-bot-api.json', import.meta.url), 'utf8'))

export const specMethod = (name: string): SpecMethod | undefined =>
  Object.hasOwn(spec.methods, name) ? spec.methods[name] : undefined

export function specType(name: string): SpecType {
  const type = spec.types[name]
  if (!type) throw new Error(`the Bot API has no type ${name}`)
  return type
}

export const updateKinds: readonly string[] = (specType('Update').fields ?? [])
  .map(field => field.name)
  .filter(name => name !== 'update_id')

/** Names of the fields that can hold a file: `photo`, `document`, `media` … */
export const fileFields: ReadonlySet<string> = new Set(
  [...Object.values(spec.methods), ...Object.values(spec.types)]
    .flatMap(each => each.fields ?? [])
    .filter(field => field.types.includes('InputFile') || field.description.includes('attach://'))
    .map(field => field.name),
)

const TAGS = ['type', 'status', 'source']

/** `Scope type, must be chat`: the one value that tells this subtype from its siblings. */
export function tagOf(type: SpecType): { field: string; value: string } | undefined {
  for (const field of type.fields ?? []) {
    if (!TAGS.includes(field.name)) continue
    const value = /(?:must be|always) [“"]?([a-z0-9_]+)[”"]?\.?$/i.exec(field.description)?.[1]
    if (value) return { field: field.name, value }
  }
  return undefined
}
