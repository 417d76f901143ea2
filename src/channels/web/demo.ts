/** The demonstration: a tab can be any of the sample people, and the office's clock can be moved. */
import { Hono } from 'hono'

export interface Persona {
  id: string
  name: string
  position: string
  unit: string
}
export interface Demo {
  personas(): Promise<Persona[]>
  /** Where this persona's conversation is; null for somebody who is not in the sample. */
  addressOf(personId: string): Promise<string | null>
  now(): Date
  /** Moves the office's clock and lets everything that is due happen. @param hours how far */
  forward(hours: number): Promise<void>
}
export interface DemoState {
  personas: Persona[]
  persona: string | null
  now: Date
}

/** Hours the clock can be moved by at once. */
export const STEPS = [1, 24, 24 * 7] as const

export function demoRoutes(demo: Demo): Hono {
  const app = new Hono()
  app.post('/demo/clock', async c => {
    const { hours, sebagai } = await c.req.parseBody()
    if (STEPS.some(step => String(step) === hours)) await demo.forward(Number(hours))
    return c.redirect(
      typeof sebagai === 'string' && sebagai !== '' ? `/?sebagai=${encodeURIComponent(sebagai)}` : '/',
      303,
    )
  })
  return app
}

export async function demoState(demo: Demo, persona: string | undefined): Promise<DemoState> {
  return { personas: await demo.personas(), persona: persona ?? null, now: demo.now() }
}
