const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
/**
 * Our own cards as they come back from a JSON column: a date among a Text's values was kept as text.
 * Only values of a Text can be dates: what a person wrote stays as it was written.
 */
export function revived(value: unknown, inVars = false): unknown {
  if (Array.isArray(value)) return value.map(one => revived(one))
  if (inVars && typeof value === 'string' && INSTANT.test(value)) return new Date(value)
  if (value === null || typeof value !== 'object') return value
  const isText = 'key' in value && typeof value.key === 'string'
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    if (isText && name === 'vars' && inner !== null && typeof inner === 'object')
      return [name, Object.fromEntries(Object.entries(inner).map(([k, one]) => [k, revived(one, true)]))]
    return [name, revived(inner)]
  })
  return Object.fromEntries(entries)
}
