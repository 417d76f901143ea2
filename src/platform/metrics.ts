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
  new Gauge({
    name: 'rekan_deliveries',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const rows = await db.client.delivery.groupBy({ by: ['state'], _count: { id: true } })
      for (const { state, _count } of rows) this.set({ state }, _count.id)
    },
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    inbound: (channel, act) => inbound.inc({ channel, act }),
    bug: () => bugs.inc(),
  }
}
