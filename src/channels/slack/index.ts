/** Slack through Bolt: Socket Mode, or HTTP with signed requests. */
import { App } from '@slack/bolt'
import type { Channel, ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import type { Words } from '../../chat/i18n/words.ts'
import type { FileRef } from '../../chat/model.ts'
import type { SlackConfig } from '../../config.ts'
import { systemClock } from '../../platform/clock.ts'
import { download } from '../../platform/files/download.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Logger } from '../../platform/observability/log.ts'
import type { Limiter } from '../../platform/rate-limit/limiter.ts'
import { emailReader } from './email.ts'
import { isRefused, translated } from './errors.ts'
import type { SlackFile } from './filled.ts'
import { SLACK } from './inbound.ts'
import { listen } from './listeners.ts'
import { boltLogger } from './log.ts'
import { createOutbox } from './outbox.ts'
import { createSpeaking } from './pace.ts'
import { honoReceiver } from './receiver.ts'
import { socketReceiver } from './socket.ts'

export interface SlackDeps {
  slack: SlackConfig
  linkByEmail?: boolean
  words: Words
  files: Files
  limiter: Limiter
  log: Logger
}

/** Largest file we take, and how long one is kept that nobody asked for (days). */
export const MAX_FILE_BYTES = 10_000_000
const KEEP_DAYS = 30
/** How long a call to Slack may take (milliseconds), and between two tries to reach it at start. */
const CALL_WITHIN = 10_000
const TRY_AGAIN = 15_000

export function slackChannel({ slack, linkByEmail = false, words, files, limiter, log }: SlackDeps): Channel {
  const http = slack.mode === 'http' ? honoReceiver(slack.signingSecret, systemClock) : null
  const receiver =
    slack.mode === 'socket'
      ? socketReceiver({ appToken: slack.appToken, apiUrl: slack.apiUrl, log })
      : http?.receiver
  const app = new App({
    token: slack.botToken,
    ...(receiver && { receiver }),
    // Waiting and trying again is the outbox's business: it remembers across restarts.
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_WITHIN,
    },
    logger: boltLogger(log),
    deferInitialization: true,
    ignoreSelf: true,
  })
  /** What was acknowledged and is still worked on. */
  const running = new Set<Promise<void>>()
  app.use(async ({ next }) => {
    const work = next()
    running.add(work)
    await work.finally(() => running.delete(work))
  })
  const speaking = createSpeaking(limiter)
  const outbox = createOutbox(app.client, words, files, speaking.answer)
  /** What nobody waits for: behind every answer. */
  const bulk = (beforeSend?: () => Promise<void>) =>
    createOutbox(app.client, words, files, speaking.bulk(beforeSend))
  let host: Host | undefined

  /**
   * Asks the router; what it answers is shown by the listener that knows how. Slack was told already that we have
   * the act, and never brings it again: nothing is gained by keeping it open until its answer is shown.
   */
  async function route(inbound: Inbound): Promise<ChatResponse | null> {
    const taking = host
    const shown = (await taking?.route(inbound)) ?? null
    await taking?.answered(inbound.key)
    return shown
  }

  /** @throws Error when Slack does not hand the file out; null when it is larger than we take */
  async function fetchFile(file: SlackFile): Promise<FileRef | null> {
    if (file.size > MAX_FILE_BYTES || !file.url_private_download) return null
    // The token goes to Slack only: a link to elsewhere is not followed.
    if (!isSlacks(slack.apiUrl, file.url_private_download)) return null
    const headers = { authorization: `Bearer ${slack.botToken}` }
    const bytes = await download(file.url_private_download, { headers, maxBytes: MAX_FILE_BYTES })
    if (!bytes) return null
    // Without the right to read files, Slack answers with a page to sign in.
    if (bytes.length !== file.size)
      throw new Error(`file download gave ${bytes.length} of ${file.size} bytes`)
    return files.put({ name: file.name, mime: file.mimetype, bytes }, KEEP_DAYS)
  }

  listen(app, { route, outbox, words, fetchFile, host: () => host, log })
  app.error(async err => log.error({ err }, 'slack listener failed'))

  async function connect(): Promise<void> {
    await app.init()
    await app.start()
  }
  /** A wrong token is told at once; a network that is down does not keep the rest of Rekan from starting. */
  async function again(err: unknown): Promise<void> {
    if (isRefused(err)) throw err
    log.warn({ err }, 'slack cannot be reached yet')
    later = setTimeout(() => {
      connect()
        .catch(again)
        .catch(problem => log.fatal({ err: problem }, 'slack refused us'))
    }, TRY_AGAIN)
  }
  let later: ReturnType<typeof setTimeout> | undefined

  return {
    name: SLACK,
    forms: 'whole',
    ...(http && { routes: http.routes }),
    ...(linkByEmail && { verifiedEmail: emailReader(app.client) }),
    start: async given => {
      host = given
      await connect().catch(again)
    },
    send: async (to, card, locale, beforeSend) => {
      try {
        return { messageId: await bulk(beforeSend).send(to.id, card, locale) }
      } catch (error) {
        throw translated(error)
      }
    },
    edit: async (_to, { messageId }, card, locale) => {
      try {
        await bulk().edit(messageId, card, locale)
      } catch (error) {
        throw translated(error)
      }
    },
    stop: async () => {
      clearTimeout(later)
      await app.stop()
      await Promise.allSettled(running)
      host = undefined
    },
  }
}

/** Files come from slack.com and its file hosts, or from the server that stands in for it. */
function isSlacks(apiUrl: string, link: string): boolean {
  if (!URL.canParse(link)) return false
  const [api, file] = [new URL(apiUrl), new URL(link)]
  if (file.origin === api.origin) return true
  return file.protocol === 'https:' && (file.hostname === 'slack.com' || file.hostname.endsWith('.slack.com'))
}
