/** What keeps other sites out of our pages. */
import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Door } from '../../platform/http/door.ts'

/**
 * For our own paths only: the other channels' webhooks live on the same server, and a platform that posts a form
 * (as Slack does) comes from another site by its nature.
 */
export function guards(door: Door): MiddlewareHandler[] {
  return [
    async (c, next) => {
      await next()
      // A browser that has come by https is to come by https from now on.
      if (door.isHttps(c)) c.header('Strict-Transport-Security', 'max-age=15552000')
    },
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: false,
    }),
    csrf({ origin: (origin, c) => door.isOwnOrigin(c, origin) }),
  ]
}
