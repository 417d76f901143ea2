/** How people come to this server: over https or not, from where, and under which address. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

export interface Door {
  /** The browser spoke https, to us or to the proxy before us. */
  isHttps(c: Context): boolean
  /** The network address of the browser, as far as it can be known; empty where there is no socket. */
  addressOf(c: Context): string
  /** A page of this origin is one of ours. */
  isOwnOrigin(c: Context, origin: string): boolean
  /** Somebody on this machine asks, and no proxy asks for somebody else. */
  isLocal(c: Context): boolean
}

export interface DoorSettings {
  /** The address people reach this server by. */
  publicUrl: string | null
  /** A proxy of the office stands before us and sets X-Forwarded-For and X-Forwarded-Proto: they are believed. */
  trustProxy: boolean
}

/** Headers a proxy adds. Without TRUST_PROXY they say only that there is one. */
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')

export function createDoor({ publicUrl, trustProxy }: DoorSettings): Door {
  const publicIsHttps = publicUrl?.startsWith('https:') ?? false
  const publicHost = publicUrl === null ? null : hostOf(publicUrl)

  // A proxy appends: the last entry is what it saw itself, those before it are what it was told.
  const last = (c: Context, name: string): string | undefined => c.req.header(name)?.split(',').at(-1)?.trim()

  return {
    isHttps: c => publicIsHttps || (trustProxy && last(c, 'x-forwarded-proto') === 'https'),
    addressOf: c => (trustProxy ? last(c, 'x-forwarded-for') : undefined) ?? socketAddress(c) ?? '',
    // The host, not the whole origin: behind a proxy that ends TLS we are asked by http, and some drop the host.
    isOwnOrigin: (c, origin) => {
      const host = hostOf(origin)
      return host !== '' && (host === (c.req.header('host') ?? hostOf(c.req.url)) || host === publicHost)
    },
    isLocal: c => {
      // Where people come through a proxy of this machine, each of them seems to be here.
      if (publicUrl !== null || trustProxy || FORWARDED.some(name => c.req.header(name) !== undefined))
        return false
      const address = socketAddress(c)
      // Without a socket it is ourselves who ask.
      return address === undefined || LOOPBACK.test(address)
    },
  }
}

function socketAddress(c: Context): string | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming?.socket.remoteAddress
}
