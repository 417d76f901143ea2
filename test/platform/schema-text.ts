/** What prisma/schema says, as far as a database can be held to it. */
import { SCHEMA } from '../house/sources.ts'

const TYPES: Record<string, { type: string; precision: number | null }> = {
  String: { type: 'text', precision: null },
  Int: { type: 'int4', precision: null },
  BigInt: { type: 'int8', precision: null },
  Float: { type: 'float8', precision: null },
  Boolean: { type: 'bool', precision: null },
  DateTime: { type: 'timestamptz', precision: 3 },
  Json: { type: 'jsonb', precision: null },
  Bytes: { type: 'bytea', precision: null },
}

export interface Model {
  name: string
  fields: { name: string; type: string; nullable: boolean; precision: number | null }[]
  indexes: { unique: boolean; columns: string[] }[]
  relations: { columns: string[]; to: string }[]
}

const names = (list = '') => list.split(',').map(one => one.trim())

function model(name: string, body: string): Model {
  const lines = body
    .split('\n')
    .map(line => line.replace(/\/\/.*$/, '').trim())
    .filter(line => line !== '')
  const found: Model = { name, fields: [], indexes: [], relations: [] }
  for (const line of lines) {
    const block = /^@@(id|unique|index)\(\[([^\]]*)\]/.exec(line)
    if (block) found.indexes.push({ unique: block[1] !== 'index', columns: names(block[2]) })
    const [, field = '', type = '', mark = '', rest = ''] = /^(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line) ?? []
    const column = TYPES[type]
    if (column) {
      const list = mark === '[]'
      if (type === 'DateTime' && !rest.includes('@db.Timestamptz(3)'))
        throw new Error(`${name}.${field} is not @db.Timestamptz(3)`)
      found.fields.push({
        name: field,
        nullable: mark === '?',
        ...column,
        ...(list && { type: `_${column.type}` }),
      })
      if (/@id\b|@unique\b/.test(rest)) found.indexes.push({ unique: true, columns: [field] })
    }
    const points = /@relation\(.*fields: \[([^\]]*)\]/.exec(line)
    if (points) found.relations.push({ columns: names(points[1]), to: type })
  }
  return found
}

export const models: Model[] = [...SCHEMA.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
  ([, name = '', body = '']) => model(name, body),
)
