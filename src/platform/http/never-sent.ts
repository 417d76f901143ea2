/** Of a call that failed: whether it is certain that nothing of it left this machine for the other side. */

const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])
/** Where libraries keep the error that was first. */
const INSIDE = ['cause', 'error', 'original'] as const

/** No connection was made: what was to be said was surely not said. */
export function neverSent(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  if ('code' in error && BEFORE_SENDING.has(String(error.code))) return true
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return error.errors.every(one => neverSent(one, depth + 1))
  return INSIDE.some(name => name in error && neverSent((error as Record<string, unknown>)[name], depth + 1))
}
