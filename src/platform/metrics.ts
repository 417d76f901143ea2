import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Database } from './db.ts'

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
  const uncertain = new Gauge({
    name: 'rekan_deliveries_uncertain',
    help: 'How often a platform took a message and its answer was lost: at most so many messages stand there twice',
    registers,
  })
  new Gauge({
    name: 'rekan_deliveries',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const of = { by: ['state' as const], _count: { id: true as const }, _sum: { uncertain: true as const } }
      // A database that is away must not take the other figures with it.
      const rows = await db.client.delivery.groupBy(of).catch(() => null)
      this.reset()
      uncertain.reset()
      for (const { state, _count, _sum } of rows ?? []) {
        this.set({ state }, _count.id)
        uncertain.inc(_sum.uncertain ?? 0)
      }
    },
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    inbound: (channel, act) => inbound.inc({ channel, act }),
    bug: () => bugs.inc(),
  }
}
