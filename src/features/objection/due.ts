/** Reminds whoever has to act on an objection: on working days, once a day, all in one message. */
import { dayOf } from '../../lib/calendar/office-day.ts'
import type { Tx } from '../../platform/db.ts'
import type { Access, ObjectionDeps } from './access.ts'
import { REMIND } from './keys.ts'
import { PATIENCE } from './rules.ts'
import * as store from './store.ts'

/** More than are ever open at once; the oldest come first. */
const LIMIT = 2000

export function createDue({ db, notify, people, office }: ObjectionDeps, access: Access) {
  /** What lies with whom, and since when. */
  async function waiting(now: Date, tx: Tx = db.client) {
    const open = await store.open(tx, LIMIT)
    const questions = (
      await store.questionsOf(
        tx,
        open.map(({ id }) => id),
      )
    ).filter(({ answeredAt }) => !answeredAt)
    const leavers = new Map(
      (await people.people([...new Set(open.flatMap(({ deciderId }) => deciderId ?? []))], tx)).map(one => [
        one.id,
        one.left,
      ]),
    )
    const today = access.today(now)
    const lacking = open.filter(({ deciderId }) => {
      const left = deciderId === null ? today : leavers.get(deciderId)
      return left !== null && left !== undefined && left <= today
    })
    const officers = lacking.length > 0 ? await people.withRole('officer', tx) : []
    return { open, questions, lacking, officers }
  }

  async function waitingFor(personId: string, now: Date) {
    const { open, questions, lacking, officers } = await waiting(now)
    const mine = open.filter(one => one.deciderId === personId && !lacking.includes(one))
    return {
      objections: [...mine, ...(officers.includes(personId) ? lacking : [])],
      questions: questions.filter(({ askedId }) => askedId === personId),
    }
  }

  const isDue = (since: Date, now: Date) =>
    office.calendar.addWorkingDays(dayOf(since, office.zone), PATIENCE) <= access.today(now)

  async function tick(now: Date): Promise<void> {
    const day = access.today(now)
    if (!office.calendar.isWorkingDay(day)) return
    await db.transaction(async tx => {
      const { open, questions, lacking, officers } = await waiting(now, tx)
      const late = open.filter(one => isDue(one.movedAt, now))
      const whom = new Set([
        ...late.flatMap(one => (lacking.includes(one) ? officers : one.deciderId ? [one.deciderId] : [])),
        ...questions.filter(one => isDue(one.askedAt, now)).map(({ askedId }) => askedId),
      ])
      const messages = [...whom].map(person => ({
        ...{ key: `${REMIND}:${person}:${day}`, to: { person }, notice: REMIND, args: [day] },
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  return { tick, waitingFor, unnamed: async (now: Date) => (await waiting(now)).lacking }
}
