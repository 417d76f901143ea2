import { html, raw } from 'hono/html'
import { text } from '../../chat/i18n/words.ts'
import type { Assets } from './assets.ts'
import { type Html, sayIn, type View } from './view.ts'

export interface Frame {
  view: View
  assets: Assets
  /** What the script needs to know, as `data-` attributes. */
  data: Record<string, string>
  /** The right side of the header. */
  side: Html | ''
  inside: Html
}

/** What every page has around it. No script and no style stands in the page itself. */
export function frame({ view, assets, data, side, inside }: Frame): Html {
  const say = sayIn(view)
  const known = Object.entries(data).map(([name, value]) => html` data-${raw(name)}="${value}"`)
  return html`${raw('<!doctype html>')}<html lang="${view.locale}">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff"><meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17201c">
  <title>${say(text('web:title'))}</title>
  <link rel="icon" type="image/svg+xml" href="${assets.address('icon.svg')}">
  <link rel="stylesheet" href="${assets.address('chat.css')}"><link rel="stylesheet" href="${assets.address('form.css')}">
  <script type="module" src="${assets.address('chat.js')}"></script><script type="module" src="${assets.address('people.js')}"></script>
</head>
<body${known}>
  <header>
    <div class="brand"><img class="mark" src="${assets.address('icon.svg')}" alt="" width="40" height="40"><div><h1>${say(text('web:title'))}</h1><p>${say(text('web:subtitle'))}</p></div></div>
    ${side}
  </header>
  ${inside}
</body></html>`
}
