/** Small words to say what a JSON value has to look like. A check gives its complaints; none is good. */

export type Json = Record<string, unknown>
export type Check = (value: unknown, at: string) => string[]
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const string =
  ({ max = Number.POSITIVE_INFINITY, min = 0, matches = /^/ } = {}): Check =>
  (value, at) => {
    if (typeof value !== 'string') return [`${at}: is no string`]
    if (value.length > max) return [`${at}: ${value.length} characters, at most ${max}`]
    if (value.length < min) return [`${at}: ${value.length} characters, at least ${min}`]
    if (hasHalfPair(value)) return [`${at}: half of a surrogate pair`]
    return matches.test(value) ? [] : [`${at}: “${value.slice(0, 40)}” is not as it should be`]
  }
/** An emoji cut in two is no text. */
export const hasHalfPair = (value: string) => /[\uD800-\uDFFF]/u.test(value)
export const boolean: Check = (value, at) => (typeof value === 'boolean' ? [] : [`${at}: is no boolean`])
export const integer =
  (min: number, max: number): Check =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      ? []
      : [`${at}: is no whole number from ${min} to ${max}`]
export const oneOf =
  (...values: unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of ${values.join(', ')}`]
export const list =
  (each: Check, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: is no list`]
    const size = value.length
    return [
      ...(size < min || size > max ? [`${at}: ${size} items, allowed are ${min} to ${max}`] : []),
      ...value.flatMap((one, index) => each(one, `${at}[${index}]`)),
    ]
  }

/** Names that end in `!` have to be there; any other name is unknown. */
export const shape =
  (fields: Record<string, Check>): Check =>
  (value, at) => {
    if (!isObject(value)) return [`${at}: is no object`]
    const known = new Map(
      Object.entries(fields).map(([name, check]) => [
        name.replace('!', ''),
        { check, required: name.endsWith('!') },
      ]),
    )
    const unknown = Object.keys(value).filter(name => !known.has(name))
    return [
      ...unknown.map(name => `${at}.${name}: unknown field`),
      ...[...known].flatMap(([name, { check, required }]) => {
        const given = value[name]
        if (given === undefined) return required ? [`${at}.${name}: is missing`] : []
        return check(given, `${at}.${name}`)
      }),
    ]
  }

/** Picks the check by the value's own `type`. */
export const byType =
  (kinds: Record<string, Check>): Check =>
  (value, at) => {
    if (!isObject(value)) return [`${at}: is no object`]
    const check = kinds[String(value.type)]
    return check ? check(value, at) : [`${at}: unknown type ${JSON.stringify(value.type)}`]
  }
export const both =
  (...checks: Check[]): Check =>
  (value, at) =>
    checks.flatMap(check => check(value, at))

/** Text in which `&`, `<` and `>` are markup, so that people's own have to be escaped. */
export const mrkdwn = (max: number): Check =>
  both(string({ max }), (value, at) => {
    const left = String(value)
      .replaceAll(/<(?:@[UW]|#[CG]|!|https?:|mailto:)[^<>]*>/g, '')
      .replaceAll(/&(?:amp|lt|gt);/g, '')
    return /[&<>]/.test(left) ? [`${at}: unescaped &, < or >`] : []
  })
