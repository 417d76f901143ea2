/** Reminds whoever has to act on an objection: on working days, once a day, all in one message. */
import { dayOf } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, CurrentObjection } from './access.ts'
import type { ObjectionDeps } from './deps.ts'
import { decideMessage, nameMessage, objectionLock, REMIND, statusKeys } from './keys.ts'
import * as repository from './repository.ts'
import { PATIENCE } from './rules.ts'

/** More than are ever open at once; the oldest come first. */
const LIMIT = 2000

export function createDue({ db, transact, people, office }: ObjectionDeps, access: Access) {
  /** What lies with whom, and since when. */
  async function waiting(tx: Tx = db.client) {
    const open = await access.withDeciders(await repository.open(tx, LIMIT), tx)
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
    office.calendar.addWorkingDays(dayOf(since, office.zone), PATIENCE) <= office.today(now)

  /** Where the decider has changed since the last message: the new one is told, and the days before a reminder are counted anew. */
  async function handOver(now: Date): Promise<void> {
    const due = ({ deciderId, toldId }: CurrentObjection) => deciderId !== toldId
    const ids = (await waiting()).open.filter(due).map(({ id }) => id)
    for (const id of ids)
      await transact({ now }, async work => {
        await work.lock(objectionLock(id))
        const one = await access.objection(id, work.tx)
        if (one.decidedAt || !due(one)) return
        const { deciderId: to, toldId: before } = one
        await repository.change(work.tx, id, { toldId: to, movedAt: now })
        const officers = to ? [] : await people.withRole('officer', work.tx)
        work.notify(...(to ? [decideMessage(one, to)] : officers.map(officer => nameMessage(one, officer))))
        work.refresh(...statusKeys(one), ...(before ? [decideMessage(one, before).key] : []))
        work.record({ action: 'objection.handed-over', subject: id, detail: { from: before, to } })
      })
  }

  async function tick(now: Date): Promise<void> {
    const day = office.today(now)
    if (!office.calendar.isWorkingDay(day)) return
    await transact({ now }, async work => {
      const { open, questions, lacking, officers } = await waiting(work.tx)
      // A decider who is told only now has had no time to act yet.
      const late = open.filter(one => one.deciderId === one.toldId && isDue(one.movedAt, now))
      const whom = new Set([
        ...late.flatMap(one => (lacking.includes(one) ? officers : one.deciderId ? [one.deciderId] : [])),
        ...questions.filter(one => isDue(one.askedAt, now)).map(({ askedId }) => askedId),
      ])
      for (const person of whom)
        work.notify({
          key: `${REMIND}:${person}:${day}`,
          to: { person },
          notification: REMIND,
          args: [day],
          timing: 'office-hours',
        })
    })
  }

  return { tick, waitingFor, handOver, unnamed: async () => (await waiting()).lacking }
}
