/**
 * What no database takes as text: NUL, and halves of characters. Everything else people may write.
 * A half becomes U+FFFD, as it would on any screen.
 */
export const cleanText = (said: string): string => said.toWellFormed().replaceAll('\0', '')

/** The same for every string in what a platform brought, however deep; anything else is left as it is. */
export function cleaned<T>(value: T): T {
  return clean(value) as T
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object' || !isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [cleanText(name), clean(inner)]))
}

/** Parsers of forms make theirs without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
