import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { lastBackup } from '../backup/schedule.ts'
import type { Database } from '../database/database.ts'

/** What an operator watches. Labels are channels and kinds, never people. */
export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  inbound(channel: string, act: string): void
  bug(): void
}

export function createMetrics(db: Database): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const inbound = new Counter({
    name: 'rekan_inbound_total',
    help: 'Acts taken in',
    labelNames: ['channel', 'act'],
    registers,
  })
  const bugs = new Counter({
    name: 'rekan_bugs_total',
    help: 'Acts that ended in an error of ours',
    registers,
  })
  // Each figure reads for itself: one that another fills is a scrape behind. A database that is away takes none along.
  new Gauge({
    name: 'rekan_deliveries_uncertain',
    help: 'How often a platform took a message and its answer was lost: at most so many messages stand there twice',
    registers,
    async collect() {
      const sum = await db.client.delivery.aggregate({ _sum: { uncertain: true } }).catch(() => null)
      if (sum) this.set(sum._sum.uncertain ?? 0)
    },
  })
  new Gauge({
    name: 'rekan_deliveries',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const of = { by: ['state' as const], _count: { id: true as const } }
      const rows = await db.client.delivery.groupBy(of).catch(() => null)
      this.reset()
      for (const { state, _count } of rows ?? []) this.set({ state }, _count.id)
    },
  })
  new Gauge({
    name: 'rekan_backup_last_timestamp_seconds',
    help: 'When the last backup that Rekan made by itself was finished (seconds since 1970); 0: never',
    registers,
    async collect() {
      const last = await lastBackup(db).catch(() => null)
      this.set((last?.getTime() ?? 0) / 1000)
    },
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    inbound: (channel, act) => inbound.inc({ channel, act }),
    bug: () => bugs.inc(),
  }
}
