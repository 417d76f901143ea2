import type { RequestContext } from '../../../../chat/model.ts'
import type { EventsDeps } from '../deps.ts'
import { PAGE } from '../reading.ts'
import * as repository from '../repository.ts'
import type { Scope } from '../rules.ts'

/** Gives and takes back the right to plan events. */
export function createMakers({ db, audit }: EventsDeps) {
  async function grant({ actor, now }: RequestContext, personId: string, scope: Scope): Promise<void> {
    await db.transaction(async tx => {
      await repository.grant(tx, { personId, scope, byId: actor.personId, at: now })
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'event.right.given',
        subject: personId,
        detail: { scope },
      })
    })
  }
  /** @returns false when there was nothing to take back */
  async function revoke({ actor, now }: RequestContext, personId: string): Promise<boolean> {
    return db.transaction(async tx => {
      if (!(await repository.revoke(tx, personId))) return false
      await audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'event.right.taken',
        subject: personId,
        detail: {},
      })
      return true
    })
  }
  async function grants(page: number) {
    const rows = await repository.grants(db.client, { skip: page * PAGE, take: PAGE + 1 })
    return { list: rows.slice(0, PAGE), more: rows.length > PAGE }
  }
  return { grant, revoke, grants }
}
