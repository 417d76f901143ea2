/** The page of a secure link. Chat platforms fetch links by themselves, so a GET shows a button and only its POST redeems the link. */
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Host } from '../../chat/channel.ts'
import { type Key, text } from '../../chat/i18n/words.ts'
import type { Assets } from './assets.ts'
import type { Converse } from './converse.ts'
import { frame } from './frame.ts'
import type { Sessions } from './sessions.ts'
import { type Html, sayIn, type View } from './view.ts'

export interface SecureLinkDeps {
  sessions: Sessions
  converse: Converse
  assets: Assets
  view(): View
  host(): Host | undefined
}

export function secureLinkRoutes({ sessions, converse, assets, view, host }: SecureLinkDeps): Hono {
  const app = new Hono()
  const page = (c: Context, inside: Html, status: 200 | 409 | 410 = 200) => {
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
    return c.html(frame({ view: view(), assets, data: {}, side: '', inside }), status)
  }

  app.get('/l/:token', c => page(c, openHtml(view(), c.req.path)))
  app.post('/l/:token', async c => {
    const here = await sessions.find(c)
    const openIn = here === null ? null : { channel: 'web', id: here }
    const opened = await host()?.redeem(c.req.param('token'), openIn)
    if (opened === 'occupied') return page(c, occupiedHtml(view()), 409)
    if (!opened) return page(c, goneHtml(view()), 410)
    // Whoever is signed in already stays so, for as long as they would have been.
    if (opened.address.id !== here) await sessions.renew(c, opened.address.id, 'day')
    await converse.show(opened.address.id, opened.shown)
    return c.redirect('/', 303)
  })
  return app
}

function openHtml(view: View, path: string): Html {
  const say = sayIn(view)
  return section(
    view,
    'web:pointer.title',
    'web:pointer.body',
    html`<form method="post" action="${path}"><button class="primary">${say(text('web:pointer.open'))}</button></form>`,
  )
}

const goneHtml = (view: View): Html => section(view, 'web:pointer.gone', 'web:pointer.goneBody', html``)

const occupiedHtml = (view: View): Html =>
  section(view, 'web:pointer.occupied', 'web:pointer.occupiedBody', html``)

function section(view: View, title: Key, body: Key, below: Html): Html {
  const say = sayIn(view)
  return html`<main><section class="sign-in" aria-labelledby="welcome"><h2 id="welcome">${say(text(title))}</h2><p>${say(text(body))}</p>${below}</section></main>`
}
