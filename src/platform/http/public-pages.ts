/** Features' public pages (chat/model.ts, PublicPage): no login, no script, not for search engines. */
import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import type { PublicFacts, PublicPage } from '../../chat/contributions.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Label, Locale } from '../../chat/model.ts'

const STYLE = `
:root{color-scheme:light dark;--ink:#16231d;--paper:#fffdf6;--faint:#5b6b63;--edge:#d9cfae;--good:#0b6b4f;--bad:#a32020}
@media (prefers-color-scheme:dark){:root{--ink:#edf3ef;--paper:#17211c;--faint:#a5b3ab;--edge:#4a4a38;--good:#6fd3ac;--bad:#ff9b93}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:8vh auto;padding:2rem 1.5rem;border:1px solid var(--edge);border-top:6px solid var(--good)}
main.bad{border-top-color:var(--bad)}h1{font-size:1.1rem;margin:0 0 1rem;color:var(--faint);font-weight:600}
.verdict{font-size:1.6rem;font-weight:700;margin:0 0 1.2rem;color:var(--good)}.bad .verdict{color:var(--bad)}
main.far{max-width:none;margin:4vh 4vw;text-align:center}.far .verdict{font-size:min(16vw,14rem);line-height:1.1;white-space:nowrap}
dl{margin:0}dt{color:var(--faint);font-size:.9rem}dd{margin:0 0 .8rem;font-weight:600;overflow-wrap:anywhere}`
const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** Codes are made by us: letters and digits, no longer than this. Anything else is not looked up. */
const CODE = /^[a-z0-9]{16,40}$/

export function createPublicPages(
  pages: readonly PublicPage[],
  { words, secure }: { words: Words; secure: boolean },
): Hono {
  const app = new Hono()
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [STYLE_HASH],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: secure ? 'max-age=15552000' : false,
  })
  for (const { path, show } of pages) {
    app.get(`/${path}/:code`, headers, async c => {
      const code = c.req.param('code')
      const found = CODE.test(code) ? await show(code) : null
      const locale: Locale = /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'id'
      // A withdrawal shows at once: nothing in between may keep an older page.
      c.header('Cache-Control', 'no-store')
      c.header('X-Robots-Tag', 'noindex, nofollow, noarchive')
      return c.html(
        pageHtml(found ?? UNKNOWN, label => words.say(label, locale), locale),
        found ? 200 : 404,
      )
    })
  }
  return app
}

const UNKNOWN: PublicFacts = {
  title: text('chat:public.title'),
  verdict: text('chat:public.unknown'),
  genuine: false,
  rows: [],
}

function pageHtml(
  { title, verdict, genuine, rows, again }: PublicFacts,
  say: (label: Label) => string,
  lang: Locale,
) {
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow">
${again === undefined ? '' : html`<meta http-equiv="refresh" content="${again}">`}<title>${say(title)}</title><style>${raw(STYLE)}</style></head>
<body><main class="${genuine ? 'good' : 'bad'}${again !== undefined && genuine ? ' far' : ''}"><h1>${say(title)}</h1><p class="verdict">${say(verdict)}</p>
<dl>${rows.map(([label, value]) => html`<dt>${say(label)}</dt><dd>${say(value)}</dd>`)}</dl></main></body></html>`
}
