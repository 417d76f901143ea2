/** Reminds whoever has to act on an objection: on working days, once a day, all in one message. */
import { dayOf } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, ObjectionDeps } from './access.ts'
import { decideMessage, nameMessage, REMIND, standing } from './keys.ts'
import * as repository from './repository.ts'
import { PATIENCE } from './rules.ts'

/** More than are ever open at once; the oldest come first. */
const LIMIT = 2000

export function createDue({ db, notify, people, office, audit }: ObjectionDeps, access: Access) {
  /** What lies with whom, and since when. */
  async function waiting(tx: Tx = db.client) {
    const open = await access.standing(await repository.open(tx, LIMIT), tx)
    const questions = (
      await repository.questionsOf(
        tx,
        open.map(({ id }) => id),
      )
    ).filter(({ answeredAt }) => !answeredAt)
    const lacking = open.filter(access.lacksDecider)
    const officers = lacking.length > 0 ? await people.withRole('officer', tx) : []
    return { open, questions, lacking, officers }
  }

  async function waitingFor(personId: string) {
    const { open, questions, lacking, officers } = await waiting()
    const mine = open.filter(one => one.deciderId === personId)
    return {
      objections: [...mine, ...(officers.includes(personId) ? lacking : [])],
      questions: questions.filter(({ askedId }) => askedId === personId),
    }
  }

  const isDue = (since: Date, now: Date) =>
    office.calendar.addWorkingDays(dayOf(since, office.zone), PATIENCE) <= access.today(now)

  /** It lies with somebody else than was told last: they are told, and the days before a reminder begin anew. */
  async function handOver(now: Date): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, 'objection.hand-over')
      const { open, officers } = await waiting(tx)
      for (const one of open.filter(({ deciderId, toldId }) => deciderId !== toldId)) {
        const { id, deciderId: to, toldId: before } = one
        await repository.change(tx, id, { toldId: to, movedAt: now })
        const messages = to ? [decideMessage(one, to)] : officers.map(officer => nameMessage(one, officer))
        await notify.enqueue(tx, messages, now)
        const old = before ? [decideMessage(one, before).key] : []
        await notify.refresh(tx, [...standing(one), ...old])
        const entry = { action: 'objection.handed-over', subject: id, detail: { from: before, to } }
        await audit.note(tx, { at: now, actorId: null, ...entry })
      }
    })
  }

  async function tick(now: Date): Promise<void> {
    const day = access.today(now)
    if (!office.calendar.isWorkingDay(day)) return
    await db.transaction(async tx => {
      const { open, questions, lacking, officers } = await waiting(tx)
      // Whoever is only now told that it lies with them has had no time yet.
      const late = open.filter(one => one.deciderId === one.toldId && isDue(one.movedAt, now))
      const whom = new Set([
        ...late.flatMap(one => (lacking.includes(one) ? officers : one.deciderId ? [one.deciderId] : [])),
        ...questions.filter(one => isDue(one.askedAt, now)).map(({ askedId }) => askedId),
      ])
      const messages = [...whom].map(person => ({
        key: `${REMIND}:${person}:${day}`,
        to: { person },
        notification: REMIND,
        args: [day],
        timing: 'office-hours' as const,
      }))
      await notify.enqueue(tx, messages, now)
    })
  }

  return { tick, waitingFor, handOver, unnamed: async () => (await waiting()).lacking }
}
