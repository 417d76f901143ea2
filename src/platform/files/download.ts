/** How long a platform may take to hand a file over (milliseconds). */
const WITHIN = 30_000

/**
 * Fetches a file from where a platform keeps it. Redirects are not followed, for they lead to hosts nobody checked,
 * and reading ends at the limit whatever size was promised.
 * @returns null when there is more than `maxBytes`
 * @throws Error when it is not handed over
 */
export async function download(
  url: string,
  { headers = {}, maxBytes }: { headers?: Record<string, string>; maxBytes: number },
): Promise<Uint8Array | null> {
  const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(WITHIN) })
  if (!answer.ok || !answer.body) throw new Error(`file download answered ${answer.status}`)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body) {
    length += part.length
    if (length > maxBytes) return null
    parts.push(part)
  }
  return Uint8Array.from(Buffer.concat(parts))
}
