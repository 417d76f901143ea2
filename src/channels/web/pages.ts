/** What several routes need to answer with a page. */
import type { Context } from 'hono'
import type { Words } from '../../chat/i18n/words.ts'
import type { Locale } from '../../chat/model.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Assets } from './assets.ts'
import { type Demo, demoState } from './demo.ts'
import { signInPage } from './page.ts'
import type { Html, View } from './view.ts'
import type { Visitor } from './visitors.ts'

export interface PagesDeps {
  words: Words
  ids: Ids
  demo: Demo | null
  assets: Assets
}
export type Pages = ReturnType<typeof createPages>

export function createPages({ words, ids, demo, assets }: PagesDeps) {
  const viewOf = (visitor: Pick<Visitor, 'persona'> | null, locale: Locale = 'id'): View => ({
    words,
    locale,
    query: personaQuery(visitor?.persona),
    newKey: () => ids.next(),
  })

  const respond = (c: Context, content: Html) => {
    // Never from a cache: its forms carry keys that are good for one act each.
    c.header('Cache-Control', 'no-store')
    return c.html(content)
  }

  return {
    viewOf,
    respond,
    /** @param answer what the router answered to a code that did not fit */
    signIn: async (c: Context, answer: Html | null, status: 200 | 429 = 200) => {
      const state = demo && (await demoState(demo, null))
      c.status(status)
      return respond(c, signInPage({ view: viewOf(null), assets, answer, demo: state }))
    },
  }
}

/** Keeps a tab with the person it plays (demonstration only). */
export const personaQuery = (persona: string | null | undefined) =>
  persona ? `?sebagai=${encodeURIComponent(persona)}` : ''
