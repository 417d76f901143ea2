/** Takes what people do on the page. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import type { Host } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import { MAX_FILE_BYTES } from './acts.ts'
import type { Demo } from './demo.ts'
import { type Pages, personaQuery } from './pages.ts'
import type { Answer, Post } from './post.ts'
import { cardHtml } from './render.ts'
import type { Visitors } from './visitors.ts'

/** Room for the rest of a post beside its file (bytes). */
const FORM_BYTES = 200_000
/** Whoever is not signed in has a code to say, and no file to send (bytes). */
const STRANGER_BYTES = 16_000

export interface ActRoutesDeps extends Post {
  visitors: Visitors
  pages: Pages
  words: Words
  demo: Demo | null
  host(): Host | undefined
}

export function actRoutes({ post, refuse, visitors, pages, words, demo, host }: ActRoutesDeps) {
  /** To the page's script: what to show. To a browser without scripts: the page. */
  async function respond(c: Context, { flash, locale, reload, refused, status }: Answer): Promise<Response> {
    const view = pages.viewOf(await visitors.find(c), locale)
    const answer = refused?.kind === 'card' ? cardHtml(refused.card, '', view) : null
    if (status === 429 && flash && !wantsData(c))
      return pages.signIn(c, html`<p>${words.say(flash, locale)}</p>`, status)
    if (wantsData(c)) {
      const said = flash ?? (refused?.kind === 'toast' ? refused.text : null)
      return c.json(
        {
          flash: said && words.say(said, locale),
          reload: reload === true,
          answer: answer && String(await answer),
        },
        status,
      )
    }
    return answer
      ? pages.signIn(c, answer)
      : c.redirect(`/${personaQuery(demo && c.req.query('sebagai'))}`, 303)
  }

  const tooLarge = async (c: Context) => {
    const visitor = await visitors.find(c)
    const why = text('web:tooLarge')
    if (!visitor) return respond(c, { flash: why, locale: 'id', status: 413 })
    return respond(c, await refuse(visitor, why, wantsData(c)))
  }
  const known = bodyLimit({ maxSize: MAX_FILE_BYTES + FORM_BYTES, onError: tooLarge })
  const stranger = bodyLimit({ maxSize: STRANGER_BYTES, onError: tooLarge })
  return new Hono().post(
    '/act',
    // Most posts are small: only for a large one it is asked who sends it, before it is read.
    async (c, next) => (isSmall(c) || (await visitors.find(c)) ? known(c, next) : stranger(c, next)),
    async c => (host() ? respond(c, await post(c, wantsData(c))) : c.body(null, 503)),
  )
}

const isSmall = (c: Context) => Number(c.req.header('content-length') ?? Number.NaN) <= STRANGER_BYTES
const wantsData = (c: Context) => c.req.header('accept')?.includes('application/json') === true
