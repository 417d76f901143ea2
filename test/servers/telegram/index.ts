/** A strict Telegram for tests: real HTTP, the real Bot API spec, people with thumbs. See README.md. */
import { processTime } from '../process-time.ts'

import { createChats } from './chats.ts'
import { assertClean, createEngine } from './engine.ts'
import type { Fault, Limits } from './faults.ts'
import { createFiles } from './files.ts'
import { createGroup, type NewGroup } from './group.ts'
import { listen } from './http.ts'
import { createMethods } from './methods/index.ts'
import { createProfile, type Scope } from './methods/profile.ts'
import type { World } from './methods/world.ts'
import { createPerson } from './person.ts'
import { createQueries } from './queries.ts'
import type { User } from './shapes.ts'
import { createStage } from './stage.ts'
import { createUpdates } from './updates.ts'
import { until } from './visible.ts'
import { createWebhook } from './webhook.ts'

export { checkType } from './checker.ts'
export type { CallRecord, Violation } from './engine.ts'
export { parseHtml } from './entities.ts'
export { type Fault, type Limits, TELEGRAM_LIMITS } from './faults.ts'
export type { Group, NewGroup } from './group.ts'
export type { Person, SentFile, Tapping, Where, Writing } from './person.ts'
export type { VisibleButton, VisibleMessage } from './visible.ts'

export interface ServerOptions {
  token?: string
  botUsername?: string
  /** The clock of message dates, too-old taps and the 48 hours of deleting. Real time without it. */
  now?: () => Date
  /** How long the server waits before it calls a failing webhook again (default 50). */
  webhookRetryMs?: number
}
export interface NewPerson {
  firstName: string
  username?: string
  languageCode?: string
}
export type TelegramServer = Awaited<ReturnType<typeof telegramServer>>

const BOT_ID = 7_700_000_001

export async function telegramServer(options: ServerOptions = {}) {
  const { token = `${BOT_ID}:AAtest-token_of-the-test-server-00000`, botUsername = 'rekan_bot' } = options
  const now = options.now ?? (() => new Date())
  const bot: User = {
    id: Number(token.split(':')[0]) || BOT_ID,
    is_bot: true,
    first_name: 'Rekan',
    username: botUsername,
  }
  const queries = createQueries(now)
  const updates = createUpdates(({ callback_query }) => {
    if (callback_query) queries.allowAnother(callback_query.id)
  })
  const replied = (method: string, values: Record<string, unknown>) => {
    const gone = new AbortController().signal
    return engine.perform({ method, values, texts: false, uploads: [], via: 'webhook', gone })
  }
  const webhook = createWebhook(updates, replied, options.webhookRetryMs ?? 50)
  const chats = createChats(bot, now)
  const world: World = { chats, files: createFiles(), queries, updates, webhook, profile: createProfile() }
  const engine = createEngine(createMethods(world), ({ method, params }) => {
    if (method === 'answerCallbackQuery') queries.allowAnother(String(params.callback_query_id))
  })
  const stage = createStage(world)
  const http = await listen(token, engine, world.files)
  let people = 0

  function person({ firstName, username, languageCode = 'id' }: NewPerson) {
    // Real ids no longer fit 32 bits; neither do these.
    const id = 6_100_000_000 + ++people
    const user: User = { id, is_bot: false, first_name: firstName, language_code: languageCode, username }
    return createPerson(stage, chats.account(user))
  }

  /** Until everything sent was fetched and confirmed, and no call was made for a while in which the process could work. */
  async function idle({ quiet = 50, within = 5000 } = {}): Promise<void> {
    const { state } = engine
    const since = processTime()
    const isIdle = () =>
      updates.pending().length === 0 &&
      state.running === 0 &&
      processTime() - Math.max(since, state.lastCallAt) >= quiet
    const why = () => `Not idle: ${updates.pending().length} updates pending, ${state.running} calls running`
    await until(within, () => isIdle() || undefined, why)
  }

  return {
    apiRoot: http.root,
    token,
    bot,
    person,
    group: (it: NewGroup) => createGroup(stage, it),
    calls: engine.calls,
    callsTo: (method: string) => engine.calls.filter(call => call.method === method),
    violations: engine.violations,
    assertClean: () => assertClean(engine.violations),
    unanswered: () => queries.unanswered(),
    expireQueries: () => queries.expire(),
    failNext: (method: string, fault: Fault) => void engine.faults.plan(method, fault),
    /** Everything said so far, and how it was said: for tests that talk for a night. */
    forget: () => {
      engine.calls.splice(0)
      for (const room of chats.rooms.values()) room.messages.splice(0)
      world.files.clear()
      queries.clear()
    },
    clearFaults: () => void engine.faults.clear(),
    get limits(): Limits {
      return engine.state.limits
    },
    set limits(limits: Limits) {
      engine.state.limits = limits
    },
    get count429() {
      return engine.state.count429
    },
    /** Every update sent to the bot so far. */
    updates: updates.history,
    redeliver: updates.redeliver,
    /** The menu set for exactly this scope and language. */
    commands: (scope: Scope = { type: 'default' }, language?: string) =>
      world.profile.menu([scope], language),
    webhook: () => webhook.current(),
    idle,
    async close() {
      webhook.stop()
      updates.stop()
      await http.close()
    },
  }
}
