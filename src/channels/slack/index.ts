/** Slack through Bolt: Socket Mode, or HTTP with signed requests. */
import { App } from '@slack/bolt'
import type { Channel, FileRef, Host, Inbound, Shown } from '../../chat/model.ts'
import { text, type Words } from '../../chat/words.ts'
import type { SlackConfig } from '../../config.ts'
import type { Files } from '../../platform/files.ts'
import type { Logger } from '../../platform/log.ts'
import { isSettled, translated } from './errors.ts'
import { SLACK } from './inbound.ts'
import { listen } from './listeners.ts'
import { boltLogger } from './log.ts'
import type { SlackFile } from './modal.ts'
import { createOutbox } from './outbox.ts'
import { honoReceiver } from './receiver.ts'

export interface SlackDeps {
  slack: SlackConfig
  words: Words
  files: Files
  log: Logger
}

/** Largest file we take, and how long one is kept that nobody asked for (days). */
export const MAX_FILE_BYTES = 10_000_000
const KEEP_DAYS = 30

export function slackChannel({ slack, words, files, log }: SlackDeps): Channel {
  const http = slack.mode === 'http' ? honoReceiver(slack.signingSecret) : null
  const app = new App({
    token: slack.botToken,
    ...(slack.mode === 'socket' && { socketMode: true, appToken: slack.appToken }),
    ...(http && { receiver: http.receiver }),
    // Waiting and trying again is the outbox's business: it remembers across restarts.
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: boltLogger(log),
    deferInitialization: true,
    ignoreSelf: true,
  })
  const outbox = createOutbox(app.client, words, files)
  let host: Host | undefined

  /** Asks the router; what it answers is shown by the listener that knows how. */
  async function route(inbound: Inbound): Promise<Shown | null> {
    return (await host?.route(inbound)) ?? null
  }

  /** @throws Error when Slack does not hand the file out; null when it is larger than we take */
  async function fetchFile(file: SlackFile): Promise<FileRef | null> {
    if (file.size > MAX_FILE_BYTES || !file.url_private_download) return null
    // The token goes to Slack only: a link to elsewhere is not followed.
    if (new URL(file.url_private_download).hostname !== filesHost(slack.apiUrl, file.url_private_download))
      return null
    const headers = { authorization: `Bearer ${slack.botToken}` }
    const answer = await fetch(file.url_private_download, { headers, signal: AbortSignal.timeout(30_000) })
    if (!answer.ok) throw new Error(`file download answered ${answer.status}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return files.put({ name: file.name, mime: file.mimetype, bytes }, KEEP_DAYS)
  }

  listen(app, { route, outbox, words, fetchFile, host: () => host, tooLarge: text('slack:tooLarge') })
  app.error(async err => log.error({ err }, 'slack listener failed'))

  return {
    name: SLACK,
    forms: 'whole',
    ...(http && { routes: http.routes }),
    start: async given => {
      host = given
      await app.init()
      await app.start()
    },
    send: async (to, card, locale) => {
      try {
        return { messageId: await outbox.send(to.id, card, locale) }
      } catch (error) {
        throw translated(error)
      }
    },
    edit: async (_to, { messageId }, card, locale) => {
      try {
        await outbox.edit(messageId, card, locale)
      } catch (error) {
        if (!isSettled(error)) throw translated(error)
      }
    },
    stop: async () => {
      await app.stop()
      host = undefined
    },
  }
}

/** Files come from slack.com and its file hosts, or from the host that stands in for it. */
function filesHost(apiUrl: string, url: string): string | null {
  const [api, file] = [new URL(apiUrl).hostname, new URL(url).hostname]
  return file === api || file === 'slack.com' || file.endsWith('.slack.com') ? file : null
}
