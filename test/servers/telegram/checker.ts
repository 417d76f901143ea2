/** Holds calls, answers and updates against the Bot API spec: nothing unknown, missing or of a wrong type. */

import type { Upload } from './shapes.ts'
import { fileFields, type SpecField, specMethod, specType, tagOf } from './spec.ts'

/** A call as it came: `texts` when every value is a string (multipart, form, query), not JSON. */
export interface RawCall {
  values: Record<string, unknown>
  texts: boolean
  uploads: Upload[]
}
export interface CheckedCall {
  params: Record<string, unknown>
  problems: string[]
}

export function checkCall(method: string, raw: RawCall): CheckedCall {
  const spec = specMethod(method)
  if (!spec) return { params: {}, problems: [`unknown method ${method}`] }
  const fields = spec.fields ?? []
  const params = raw.texts ? decoded(fields, raw.values) : { ...raw.values }
  for (const { field } of raw.uploads)
    if (fields.some(f => f.name === field && f.types.includes('InputFile')))
      params[field] = `attach://${field}`
  return { params, problems: [...checkFields(fields, params, ''), ...checkUploads(params, raw.uploads)] }
}

/** Multipart carries everything as text, and structures as JSON within the text. */
function decoded(fields: SpecField[], values: Record<string, unknown>): Record<string, unknown> {
  const types = new Map(fields.map(field => [field.name, field.types]))
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, decode(types.get(name) ?? [], String(text))]),
  )
}

function decode(types: string[], text: string): unknown {
  if (types.includes('Integer') && /^-?\d+$/.test(text)) return Number(text)
  if (types.includes('Float') && text !== '' && Number.isFinite(Number(text))) return Number(text)
  if (types.includes('Boolean') && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (types.includes('String') || types.length === 0) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function checkUploads(params: unknown, uploads: Upload[]): string[] {
  const sent = new Set(uploads.map(upload => upload.field))
  const named = attachments(params)
  return [
    ...named.filter(name => !sent.has(name)).map(name => `attach://${name} names a file that was not sent`),
    ...[...sent].filter(name => !named.includes(name)).map(name => `file part ${name} is used by no field`),
  ]
}

/** Only fields that can hold a file count: somebody may well write `attach://` in a text. */
function attachments(value: unknown, field = ''): string[] {
  if (typeof value === 'string')
    return fileFields.has(field) && value.startsWith('attach://') ? [value.slice(9)] : []
  if (Array.isArray(value)) return value.flatMap(each => attachments(each, field))
  return isObject(value) ? Object.entries(value).flatMap(([name, each]) => attachments(each, name)) : []
}

/** What is wrong with a value that should be of this type; empty when nothing is. */
export function checkType(type: string, value: unknown, at = type): string[] {
  if (type.startsWith('Array of ')) return checkArray(type.slice(9), value, at)
  const primitive = PRIMITIVES[type]
  if (primitive) return primitive(value) ? [] : [`${at}: expected ${type}, got ${shown(value)}`]
  const { fields, subtypes } = specType(type)
  if (subtypes) return checkOneOf(subtypes, value, at)
  if (!isObject(value)) return [`${at}: expected ${type}, got ${shown(value)}`]
  return checkFields(fields ?? [], value, at)
}

const PRIMITIVES: Record<string, (value: unknown) => boolean> = {
  Integer: Number.isSafeInteger,
  Float: value => typeof value === 'number' && Number.isFinite(value),
  Boolean: value => typeof value === 'boolean',
  True: value => value === true,
  String: value => typeof value === 'string',
  InputFile: value => typeof value === 'string' && value.startsWith('attach://'),
}

function checkArray(item: string, value: unknown, at: string): string[] {
  if (!Array.isArray(value)) return [`${at}: expected Array of ${item}, got ${shown(value)}`]
  return value.flatMap((each, index) => checkType(item, each, `${at}[${index}]`))
}

function checkFields(fields: SpecField[], value: Record<string, unknown>, at: string): string[] {
  const path = (name: string) => (at ? `${at}.${name}` : name)
  const known = new Set(fields.map(field => field.name))
  const unknown = Object.keys(value)
    .filter(name => value[name] !== undefined && !known.has(name))
    .map(name => `${path(name)}: unknown field`)
  const wrong = fields.flatMap(field => {
    const given = value[field.name]
    if (given === undefined) return field.required ? [`${path(field.name)}: required field is missing`] : []
    return checkOneOf(field.types, given, path(field.name))
  })
  return [...unknown, ...wrong]
}

/** Of several possible types, the complaints of the one that was probably meant. */
export function checkOneOf(types: string[], value: unknown, at: string): string[] {
  const only = types[0]
  if (only !== undefined && types.length === 1) return checkType(only, value, at)
  const tries = types
    .map(type => ({ problems: checkType(type, value, at), alien: isAlien(type, value) }))
    .map(each =>
      each.alien ? { ...each, problems: [...each.problems, `${at}: is no ${types.join(' or ')}`] } : each,
    )
    .sort((a, b) => Number(a.alien) - Number(b.alien) || a.problems.length - b.problems.length)
  return tries[0]?.problems ?? []
}

/** True when the value's own tag (`type`, `status`) says that it is another subtype. */
function isAlien(type: string, value: unknown): boolean {
  if (type in PRIMITIVES || type.startsWith('Array of ')) return false
  const tag = tagOf(specType(type))
  return tag !== undefined && isObject(value) && value[tag.field] !== tag.value
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
