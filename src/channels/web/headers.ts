/** What keeps other sites out of our pages. */
import type { Context, MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'

/**
 * For our own paths only: the other channels' webhooks live on the same server, and a platform that posts a form
 * (as Slack does) comes from another site by its nature.
 */
export function guards(secure: boolean): MiddlewareHandler[] {
  return [
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
      strictTransportSecurity: secure ? 'max-age=15552000' : false,
    }),
    csrf({ origin: (origin, c) => hostOf(origin) === ownHost(c) }),
  ]
}

// The host, not the whole origin: behind a proxy that ends TLS we are asked by http.
const ownHost = (c: Context) => c.req.header('host') ?? hostOf(c.req.url)
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '')
