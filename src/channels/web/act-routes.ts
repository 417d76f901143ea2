/** Takes what people do on the page. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
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
  return new Hono().post(
    '/act',
    bodyLimit({ maxSize: MAX_FILE_BYTES + FORM_BYTES, onError: tooLarge }),
    async c => (host() ? respond(c, await post(c, wantsData(c))) : c.body(null, 503)),
  )
}

const wantsData = (c: Context) => c.req.header('accept')?.includes('application/json') === true
