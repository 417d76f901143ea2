/** Which links Telegram takes, and what may follow ?start= in a deep link. */

export const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/

export function linkProblem(link: string): string | undefined {
  if (/^(tg|mailto|tel|ton):/i.test(link)) return undefined
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (!url) return `"${link}" is no absolute URL`
  if (!/^https?:$/.test(url.protocol)) return `"${link}" is not http(s)`
  if (!/[.:]/.test(url.hostname)) return `"${link}" has a host without a dot: Wrong HTTP URL`
  return deepLinkProblem(url)
}

function deepLinkProblem(url: URL): string | undefined {
  if (!/^(www\.)?(t\.me|telegram\.me)$/.test(url.hostname)) return undefined
  for (const name of ['start', 'startgroup']) {
    const payload = url.searchParams.get(name)
    if (payload && !PAYLOAD.test(payload)) return `"${url}" has a bad deep-link payload`
  }
  return undefined
}

export interface DeepLink {
  bot: string
  payload: string | undefined
}

export function deepLink(link: string): DeepLink | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (!url || !/^(www\.)?(t\.me|telegram\.me)$/.test(url.hostname)) return undefined
  return { bot: url.pathname.slice(1), payload: url.searchParams.get('start') ?? undefined }
}
