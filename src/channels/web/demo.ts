/** The demonstration: a tab can be any of the sample people, and the office's clock can be moved. */
import { Hono } from 'hono'
import { dayOf, instantAt } from '../../domain/calendar/office-day.ts'
import { openSpans } from '../../domain/calendar/sending-window.ts'
import { workCalendar } from '../../domain/calendar/working-days.ts'
import { readPosted } from './posted.ts'

export interface Persona {
  id: string
  name: string
  position: string
  unit: string
  /** Codes such as `officer`. */
  roles?: readonly string[]
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

/** How far the clock can be moved at once. */
export const STEPS = ['hour', 'day', 'morning'] as const
export type Step = (typeof STEPS)[number]

const HOUR = 60 * 60 * 1000
const WORK_BEGINS = '08:00'

/** @param zone the office's time zone */
export function hoursOf(step: Step, now: Date, zone: string): number {
  if (step === 'hour') return 1
  return step === 'day' ? 24 : (nextMorning(now, zone).getTime() - now.getTime()) / HOUR
}

/** When the office next begins its day: the first moment at which Rekan may send something again. */
export function nextMorning(now: Date, zone: string): Date {
  const calendar = workCalendar()
  const morning = (day: ReturnType<typeof dayOf>) =>
    instantAt(day, openSpans(day, calendar, null)[0]?.[0] ?? WORK_BEGINS, zone)
  const today = dayOf(now, zone)
  const first = morning(calendar.workingDayFrom(today))
  return first > now ? first : morning(calendar.addWorkingDays(today, 1))
}

export function demoRoutes(demo: Demo, zone: string): Hono {
  const app = new Hono()
  app.post('/demo/clock', async c => {
    const { step, sebagai } = await readPosted(c)
    const known = STEPS.find(one => one === step)
    if (known) await demo.forward(hoursOf(known, demo.now(), zone))
    return c.redirect(
      typeof sebagai === 'string' && sebagai !== '' ? `/?sebagai=${encodeURIComponent(sebagai)}` : '/',
      303,
    )
  })
  return app
}

export async function demoState(demo: Demo, persona: string | null): Promise<DemoState> {
  return { personas: await demo.personas(), persona, now: demo.now() }
}
