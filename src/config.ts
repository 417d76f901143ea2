/** The only reader of the environment. What each name means stands in .env.example. */
import { z } from 'zod'
import type { BackupPlan } from './platform/backup/schedule.ts'
import type { Place } from './platform/database/database.ts'
import type { S3Place } from './platform/files/evidence-store.ts'

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** An empty line in a .env file is a name that is not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional())
const isZone = (zone: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const Environment = z
  .object({
    DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
    DATA_DIR: optional(z.string()),
    HOST: optional(z.string()),
    PORT: optional(z.coerce.number().int().min(0).max(65_535)),
    PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
    TRUST_PROXY: optional(z.literal('1')),
    OFFICE_TIME_ZONE: optional(z.string().refine(isZone, 'not an IANA time zone')),
    TELEGRAM_BOT_TOKEN: optional(z.string().regex(/^\d+:[\w-]+$/, 'not of the form 123456:ABC…')),
    TELEGRAM_API_ROOT: optional(z.url()),
    TELEGRAM_WEBHOOK_SECRET: optional(
      z.string().regex(/^[\w-]{16,256}$/, '16 to 256 letters, digits, _ or -'),
    ),
    SLACK_BOT_TOKEN: optional(z.string().startsWith('xoxb-')),
    SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-')),
    SLACK_SIGNING_SECRET: optional(z.string().min(16)),
    SLACK_API_URL: optional(z.url()),
    SLACK_LINK_BY_EMAIL: optional(z.literal('1')),
    CHAT_CONTENT_MODE: optional(z.enum(['full', 'pointer'])),
    EVIDENCE_S3_URL: optional(z.url({ protocol: /^https?$/ })),
    EVIDENCE_S3_REGION: optional(z.string()),
    EVIDENCE_S3_KEY_ID: optional(z.string()),
    EVIDENCE_S3_SECRET: optional(z.string()),
    BACKUP_DIR: optional(z.string()),
    BACKUP_EVERY: optional(z.string().regex(/^[1-9]\d{0,3}[hd]$/, 'hours or days, such as 12h or 1d')),
    BACKUP_KEEP: optional(z.coerce.number().int().min(1).max(1000)),
    BACKUP_KEY: optional(z.string().min(32, 'at least 32 characters, such as of openssl rand -hex 32')),
    METRICS_TOKEN: optional(z.string().min(16)),
    LOG_LEVEL: optional(z.enum(LEVELS)),
    REKAN_DEMO: optional(z.literal('1')),
    REKAN_DEMO_DIR: optional(z.string()),
  })
  .superRefine((env, context) => {
    const need = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (env.TELEGRAM_WEBHOOK_SECRET && !env.TELEGRAM_BOT_TOKEN)
      need('TELEGRAM_BOT_TOKEN', 'needed with TELEGRAM_WEBHOOK_SECRET')
    if (env.TELEGRAM_WEBHOOK_SECRET && !env.PUBLIC_URL) need('PUBLIC_URL', 'needed for the webhook')
    if (
      env.CHAT_CONTENT_MODE === 'pointer' &&
      (env.TELEGRAM_BOT_TOKEN || env.SLACK_BOT_TOKEN) &&
      !env.PUBLIC_URL
    )
      need('PUBLIC_URL', 'needed with CHAT_CONTENT_MODE=pointer: chat carries links to it')
    if (env.SLACK_BOT_TOKEN && !env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET) {
      need('SLACK_APP_TOKEN', 'or SLACK_SIGNING_SECRET is needed with SLACK_BOT_TOKEN')
    }
    if (env.EVIDENCE_S3_URL && !env.EVIDENCE_S3_KEY_ID)
      need('EVIDENCE_S3_KEY_ID', 'needed with EVIDENCE_S3_URL')
    if (env.EVIDENCE_S3_URL && !env.EVIDENCE_S3_SECRET)
      need('EVIDENCE_S3_SECRET', 'needed with EVIDENCE_S3_URL')
    if (!env.SLACK_BOT_TOKEN && (env.SLACK_APP_TOKEN || env.SLACK_SIGNING_SECRET))
      need('SLACK_BOT_TOKEN', 'needed for Slack')
  })

/** A channel is on if and only if what it needs is set: a token without a mode cannot be expressed. */
export type TelegramConfig = {
  token: string
  apiRoot: string
} & ({ mode: 'polling' } | { mode: 'webhook'; secret: string })
export type SlackConfig = { botToken: string; apiUrl: string } & (
  | { mode: 'socket'; appToken: string }
  | { mode: 'http'; signingSecret: string }
)

export interface Config {
  database: Place
  dataDir: string
  host: string
  port: number
  publicUrl: string | null
  /** What a proxy says about who asks (X-Forwarded-For, X-Forwarded-Proto) is believed. */
  trustProxy: boolean
  timeZone: string
  telegram: TelegramConfig | null
  slack: SlackConfig | null
  /** A Slack account is linked by the office e-mail address that Slack has confirmed. */
  slackLinkByEmail: boolean
  contentMode: 'full' | 'pointer'
  /** Where evidence is kept; null: in the database. */
  evidence: S3Place | null
  /** Backups that Rekan makes by itself; null: none. */
  backups: BackupPlan | null
  /** Signs backups; null: they are not signed, and signatures are not checked. */
  backupKey: string | null
  /** Null: `/metrics` is for this machine only. */
  metricsToken: string | null
  logLevel: (typeof LEVELS)[number]
  demo: boolean
}

/** Everything that is wrong with the environment, at once. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** What a demonstration reads of the environment. All else belongs to the office's Rekan, on the same machine or not. */
const DEMO_NAMES = ['PORT', 'OFFICE_TIME_ZONE', 'LOG_LEVEL', 'REKAN_DEMO', 'REKAN_DEMO_DIR'] as const
const demoEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(DEMO_NAMES.map(name => [name, env[name]]))

/**
 * A demonstration takes no token, address or database of the environment: it has its own folder and this machine only.
 * @throws ConfigProblems
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(env.REKAN_DEMO === '1' ? demoEnvironment(env) : env)
  if (!parsed.success)
    throw new ConfigProblems(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const { data } = parsed
  const demo = data.REKAN_DEMO === '1'
  const dataDir = demo ? (data.REKAN_DEMO_DIR ?? './demo-data') : (data.DATA_DIR ?? './data')
  return {
    database: data.DATABASE_URL
      ? { kind: 'server', url: data.DATABASE_URL }
      : { kind: 'folder', folder: dataDir },
    dataDir,
    host: data.HOST ?? '127.0.0.1',
    port: data.PORT ?? 3000,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: data.TRUST_PROXY === '1',
    timeZone: data.OFFICE_TIME_ZONE ?? 'Asia/Jakarta',
    telegram: telegram(data),
    slack: slack(data),
    slackLinkByEmail: data.SLACK_LINK_BY_EMAIL === '1',
    contentMode: data.CHAT_CONTENT_MODE ?? 'full',
    evidence: evidence(data),
    backups: backups(data),
    backupKey: data.BACKUP_KEY ?? null,
    metricsToken: data.METRICS_TOKEN ?? null,
    logLevel: data.LOG_LEVEL ?? 'info',
    demo,
  }
}

/** The configuration of `npm run demo`, whatever the environment says. @throws ConfigProblems */
export const readDemoConfig = (env: NodeJS.ProcessEnv = process.env): Config =>
  readConfig({ ...env, REKAN_DEMO: '1' })

type Env = z.infer<typeof Environment>

function telegram({
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_API_ROOT,
  TELEGRAM_WEBHOOK_SECRET: secret,
}: Env): TelegramConfig | null {
  if (!token) return null
  const base = { token, apiRoot: TELEGRAM_API_ROOT ?? 'https://api.telegram.org' }
  return secret ? { ...base, mode: 'webhook', secret } : { ...base, mode: 'polling' }
}

function slack({
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN,
  SLACK_SIGNING_SECRET,
  SLACK_API_URL,
}: Env): SlackConfig | null {
  if (!botToken) return null
  const base = { botToken, apiUrl: SLACK_API_URL ?? 'https://slack.com/api/' }
  if (SLACK_APP_TOKEN) return { ...base, mode: 'socket', appToken: SLACK_APP_TOKEN }
  return SLACK_SIGNING_SECRET ? { ...base, mode: 'http', signingSecret: SLACK_SIGNING_SECRET } : null
}

function backups({
  BACKUP_DIR: folder,
  BACKUP_EVERY = '1d',
  BACKUP_KEEP: keep = 14,
}: Env): BackupPlan | null {
  if (!folder) return null
  const hours = BACKUP_EVERY.endsWith('d') ? 24 : 1
  return { folder, everyHours: Number.parseInt(BACKUP_EVERY, 10) * hours, keep }
}

function evidence({
  EVIDENCE_S3_URL: url,
  EVIDENCE_S3_REGION: region = 'us-east-1',
  EVIDENCE_S3_KEY_ID: accessKeyId,
  EVIDENCE_S3_SECRET: secretAccessKey,
}: Env): S3Place | null {
  if (!url || !accessKeyId || !secretAccessKey) return null
  return { url: url.replace(/\/$/, ''), region, accessKeyId, secretAccessKey }
}
